import * as pulumi from "@pulumi/pulumi";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { readPolicyName } from "../../tenant/readers/guardian.ts";
import { failureOf, upWouldFail } from "./reasonOf.ts";

/**
 * The tenant's current MFA policy, by the provider's name, for a Guardian that does not manage the policy. An
 * existing Guardian ignores the value, so a preview goes on with a warning if the policy can't be read.
 *
 * @throws pulumi.RunError in an `up` that can't read it
 */
export async function presentPolicy(tenant: TenantReader): Promise<string> {
  try {
    return await readPolicyName(tenant);
  } catch (error) {
    const told = (consequence: string) =>
      failureOf({ purpose: "read the tenant's MFA policy", consequence }, error);
    if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(told("No MFA setting was changed."));
    await pulumi.log.warn(told(upWouldFail));
    return "never";
  }
}
