import { strengthOf } from "../changes/terms.ts";
import { textsOf } from "../changes/sets.ts";
import { ownSteps } from "../preview/operations.ts";
import { isTornDown } from "../preview/ownResource.ts";
import { valueAt } from "../preview/paths.ts";
import type { State, Step } from "../preview/Preview.ts";

/** What users of a tenant meet, as far as a preview tells. `undefined`: somebody else's, and not known. */
export interface Posture {
  /** Whether a login asks for a second factor. */
  required: boolean | undefined;
  factorOn: boolean | undefined;
  /** How codes are offered: sms, voice. */
  ways: readonly string[];
  /** How the sender sends; `undefined` where it is not told, as on a legacy tenant. */
  sends: readonly string[] | undefined;
  /** Whether something sends. */
  senderThere: boolean | undefined;
  /** Whether the sender is the stack's Action. */
  byAction: boolean;
  actionThere: boolean;
}

type Side = "before" | "after";

/** The tenant before the `up`, or after it. */
export function postureOf(steps: readonly Step[], side: Side): Posture {
  const own = ownSteps(steps);
  const find = (kind: string, name?: string) =>
    own.find((step) => step.kind === kind && (name === undefined || step.name === name));
  const [policy, factor, provider] = [
    find("Guardian", "policy"),
    find("Guardian", "factor"),
    find("PhoneProvider"),
  ];
  const phone = valuesOf(factor?.[side], "phone");
  const legacy = valueAt(phone, ["provider"]);
  const isLegacy = typeof legacy === "string" && legacy !== "";
  const sends = valueAt(valuesOf(provider?.[side], "configuration"), ["deliveryMethods"]);
  const sendingBy = isLegacy ? legacy : valuesOf(provider?.[side], "name");
  return {
    required: isRequired(steps, policy, side),
    factorOn:
      factor === undefined ? undefined : factor[side] !== undefined && valueAt(phone, ["enabled"]) !== false,
    ways: textsOf(valueAt(phone, ["messageTypes"])),
    sends: provider?.[side] ? textsOf(sends) : undefined,
    senderThere:
      isLegacy || (provider && provider[side] !== undefined && provider[side].inputs["disabled"] !== true),
    byAction: sendingBy === "custom" || sendingBy === "phone-message-hook",
    actionThere:
      own.some(
        (step) => step.kind === "Action" && step[side] !== undefined && step[side].inputs["deploy"] !== false,
      ) &&
      (!isLegacy || own.some((step) => step.kind === "TriggerAction" && step[side] !== undefined)),
  };
}

/** What a state declares; what the tenant had, where it declares nothing. */
const valuesOf = (state: State | undefined, key: string): unknown =>
  state?.inputs[key] ?? state?.outputs[key];

/** A policy that is somebody else's still shows in what was read of the tenant. */
function isRequired(steps: readonly Step[], policy: Step | undefined, side: Side): boolean | undefined {
  if (policy !== undefined) {
    const state = policy[side];
    if (state === undefined)
      return side === "before" || isTornDown(steps, "policy")
        ? false
        : requires(policy.before?.outputs["policy"] ?? "never");
    return requires(valuesOf(state, "policy") ?? "never");
  }
  const read = steps
    .filter(({ kind }) => kind === "Guardian")
    .map(({ before, after }) => after?.outputs["policy"] ?? before?.outputs["policy"]);
  return requires(read.find((value) => value !== undefined));
}

function requires(policy: unknown): boolean | undefined {
  if (policy === undefined) return undefined;
  const strength = strengthOf(policy);
  // A policy that is not known may require a code.
  return strength === undefined || strength > 0;
}
