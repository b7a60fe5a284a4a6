import { strengthOf } from "../../../mfa/policies.ts";
import type { PartFinding } from "../../../findings/PartFinding.ts";
import { guardianId, types } from "../../../findings/PartFinding.ts";

/**
 * The MFA policy.
 * @param missing what a code needs and the tenant lacks: a stack that requires MFA without it would be
 * rejected
 */
export function findPolicy(policy: string, missing: readonly string[]): PartFinding {
  if (strengthOf(policy) === undefined)
    return { part: "policy", name: `MFA policy ${policy}`, why: "this project does not support it" };
  if (policy !== "never" && missing.length > 0) {
    return {
      part: "policy",
      name: `MFA policy ${policy}`,
      why: `it requires a second factor, but codes can't reach phones: ${missing.join(" and ")}. Fix this first`,
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
