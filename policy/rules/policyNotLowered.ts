import { configCommand, set } from "../../configuration/problems.ts";
import { isWeaker, policyFromWire, policyLabel } from "../../mfa/policies.ts";
import { textAt } from "../Declared.ts";
import { rule } from "../Rule.ts";
import type { Setting } from "../Rule.ts";
import { ownsPolicy } from "../tenant.ts";

export const allowWeakening: Setting<boolean> = {
  type: "boolean",
  description: "The stack's own allowWeakening. Filled in by the npm commands.",
  default: false,
};

export const recordedPolicy: Setting<string> = {
  type: "string",
  description: "The policy that the state holds. Filled in by the npm commands.",
  default: "",
};

export const policyNotLowered = rule({
  id: "policy-not-lowered",
  description: "The MFA policy is lowered only if the stack sets allowWeakening.",
  level: "mandatory",
  configuration: { allowWeakening, recordedPolicy },
  resource(declared, { allowWeakening: isAllowed, recordedPolicy: before }) {
    if (!ownsPolicy(declared) || isAllowed) return [];
    const policy = textAt(declared, "policy");
    if (!isWeaker(policyFromWire(policy), policyFromWire(before))) return [];
    return [
      `The MFA policy would go from ${policyLabel(before)} down to ${policyLabel(policy)}. If the lower policy is intended, allow it for this change, and remove allowWeakening after the update: ${configCommand(set("allowWeakening", "true"), declared.stack)}`,
    ];
  },
});
