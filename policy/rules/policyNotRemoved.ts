import { configCommand, set } from "../../configuration/problems.ts";
import { stackOf } from "../../configuration/stackOf.ts";
import { isWeaker, policyFromWire, policyLabel } from "../../mfa/policies.ts";
import { kindAndName } from "../Declared.ts";
import { goneFrom } from "../recorded.ts";
import { recorded, rule } from "../Rule.ts";
import { ownsPolicy } from "../tenant.ts";
import { allowWeakening, recordedPolicy } from "./policyNotLowered.ts";

export const policyNotRemoved = rule({
  id: "policy-not-removed",
  description: "The program stops declaring a managed MFA policy only if the stack sets allowWeakening.",
  level: "mandatory",
  configuration: { recorded, allowWeakening, recordedPolicy },
  // The hooks of a policy that the program no longer declares set it to Never.
  stack(all, { recorded: before, allowWeakening: isAllowed, recordedPolicy: policy }) {
    if (isAllowed || all.some(ownsPolicy) || !isWeaker("never", policyFromWire(policy))) return [];
    return goneFrom(before, all)
      .filter((urn) => kindAndName(urn).kind === "Guardian")
      .map(
        (urn) =>
          `The program no longer declares the MFA policy, which would go from ${policyLabel(policy)} down to Never. Declare it again; if MFA is to be turned off, allow it for this change, and remove allowWeakening after the update: ${configCommand(set("allowWeakening", "true"), stackOf(urn))}`,
      );
  },
});
