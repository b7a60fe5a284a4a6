import type { MfaState } from "../mfa/MfaState.ts";
import type { MfaResource } from "../mfa/ofResources.ts";
import { mfaStateOfResources } from "../mfa/ofResources.ts";
import { policyNamed } from "../mfa/policies.ts";
import { ownSteps } from "./operations.ts";
import { isTornDown } from "./ownResource.ts";
import type { State, Step } from "./Preview.ts";

type Side = "before" | "after";

/** What users of a tenant meet before an `up` or after it, as far as its preview tells. */
export function mfaStateOf(steps: readonly Step[], side: Side): MfaState {
  const own = ownSteps(steps);
  const stateOf = (step: Step): State | undefined =>
    step[side] ?? (side === "after" && isReleased(step, steps) ? step.before : undefined);
  const resources = own.flatMap((step) => resourceOf(step, stateOf(step)));
  const absent = own.filter((step) => stateOf(step) === undefined);
  const state = mfaStateOfResources(resources, absent);
  return { ...state, policy: state.policy ?? policyRead(steps) };
}

function resourceOf({ kind, name }: Step, state: State | undefined): MfaResource[] {
  if (state === undefined) return [];
  const declared = Object.entries(state.inputs).filter(([, value]) => value !== undefined && value !== null);
  return [{ kind, name, properties: { ...state.outputs, ...Object.fromEntries(declared) } }];
}

/** A policy that the stack lets go of without taking it back stays as it is. */
const isReleased = ({ kind, name }: Step, steps: readonly Step[]): boolean =>
  kind === "Guardian" && name === "policy" && !isTornDown(steps, "policy");

/** The policy of a tenant whose policy is somebody else's shows in what was read of the tenant. */
function policyRead(steps: readonly Step[]): string | undefined {
  const name = steps
    .filter(({ kind }) => kind === "Guardian")
    .map(({ before, after }) => after?.outputs["policy"] ?? before?.outputs["policy"])
    .find((value) => typeof value === "string");
  return name && policyNamed(name);
}
