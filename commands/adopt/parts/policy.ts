import { strengthOf } from "../../../mfa/policies.ts";
import type { PartFinding } from "../../../findings/PartFinding.ts";
import { guardianId, types } from "../../../findings/PartFinding.ts";

/**
 * When MFA is asked for.
 *
 * @param missing what a code would need and the tenant has not: a stack that requires MFA then would be
 * refused
 */
export function findPolicy(policy: string, missing: readonly string[]): PartFinding {
  if (strengthOf(policy) === undefined)
    return { part: "policy", name: `MFA policy ${policy}`, why: "this project does not know it" };
  if (policy !== "never" && missing.length > 0) {
    return {
      part: "policy",
      name: `MFA policy ${policy}`,
      why: `it asks for a second factor, and by phone none can come: ${missing.join(" and ")}. Look at this before anything else`,
    };
  }
  return {
    part: "policy",
    shown: [{ setting: "MFA policy", value: policy, key: "mfaPolicy" }],
    configuration: { mfaPolicy: policy },
    unknown: [],
    imports: [{ type: types.guardian, name: "mfa", id: guardianId }],
    alone: [],
  };
}
