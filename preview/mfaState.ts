import { guardianProperties, isOtherFactor } from "../mfa/factors.ts";
import type { MfaState } from "../mfa/MfaState.ts";
import type { MfaResource } from "../mfa/ofResources.ts";
import { mfaStateOfResources } from "../mfa/ofResources.ts";
import { ownSteps } from "./operations.ts";
import type { State, Step } from "./Preview.ts";
import { isReleased, isTakenBack } from "./removals.ts";

type Side = "before" | "after";

/**
 * The MFA state before or after an `up`, as far as its preview shows.
 * @param othersActions Actions outside the stack that may require MFA
 */
export function mfaStateOf(
  steps: readonly Step[],
  side: Side,
  othersActions: readonly string[] = [],
): MfaState {
  const own = ownSteps(steps);
  const stateOf = (step: Step): State | undefined =>
    step[side] ?? (side === "after" ? leftBehind(step) : undefined);
  const resources = own.flatMap((step) => resourceOf(step, stateOf(step)));
  const absent = own.filter((step) => stateOf(step) === undefined);
  const state = mfaStateOfResources(resources, absent);
  const mfaActions = [...othersActions, ...(state.mfaActions ?? [])];
  return mfaActions.length === 0 ? state : { ...state, mfaActions };
}

/** What stays on the tenant of the resources that the stack no longer declares. */
function leftBehind(step: Step): State | undefined {
  const { kind, before } = step;
  if (before === undefined || isReleased(step)) return before;
  if (kind !== "Guardian" || !before.retainOnDelete || step.op !== "delete") return undefined;
  const inputs = {
    ...before.inputs,
    ...(isTakenBack(step, "policy-removal") && { policy: "never" }),
    ...(isTakenBack(step, "factor-removal") && { phone: { enabled: false } }),
    ...(isTakenBack(step, "other-factors-removal") && offSettings(step.managed)),
  };
  return { ...before, inputs };
}

/** The other factors that the stack turns off. */
const offSettings = (managed: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    managed.filter(isOtherFactor).map((factor) => {
      const { property, isObject } = guardianProperties[factor];
      return [property, isObject ? { enabled: false } : false];
    }),
  );

function resourceOf({ kind, name }: Step, state: State | undefined): MfaResource[] {
  if (state === undefined) return [];
  const declared = Object.entries(state.inputs).filter(([, value]) => value !== undefined && value !== null);
  const properties = { ...state.outputs, ...Object.fromEntries(declared) };
  return [{ kind, name, properties, ignored: state.ignoreChanges }];
}
