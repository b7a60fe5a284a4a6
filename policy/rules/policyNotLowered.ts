import { configCommand, set } from "../../configuration/problems.ts";
import { isWeaker, policyFromWire, policyLabel } from "../../mfa/policies.ts";
import { textAt } from "../Declared.ts";
import { rule } from "../Rule.ts";
import { ownsPolicy } from "../tenant.ts";

export const policyNotLowered = rule({
  id: "policy-not-lowered",
  description: "The MFA policy is lowered only if the stack sets allowWeakening.",
  level: "mandatory",
  configuration: {
    allowWeakening: {
      type: "boolean",
      description: "The stack's own allowWeakening. Filled in by the npm commands.",
      default: false,
    },
    recordedPolicy: {
      type: "string",
      description: "The policy that the state holds. Filled in by the npm commands.",
      default: "",
    },
  },
  resource(declared, { allowWeakening, recordedPolicy }) {
    if (!ownsPolicy(declared) || allowWeakening) return [];
    const policy = textAt(declared, "policy");
    if (!isWeaker(policyFromWire(policy), policyFromWire(recordedPolicy))) return [];
    return [
      `The MFA policy would go from ${policyLabel(recordedPolicy)} down to ${policyLabel(policy)}. If the lower policy is intended, allow it for this change, and remove allowWeakening after the update: ${configCommand(set("allowWeakening", "true"), declared.stack)}`,
    ];
  },
});
