import * as pulumi from "@pulumi/pulumi";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { readPolicyName } from "../../tenant/readers/guardian.ts";
import { reasonOf } from "./reasonOf.ts";

/**
 * The MFA policy at this moment, as Auth0's provider names it: what a Guardian is told that does not manage
 * it. Once it exists it ignores what it is told, so a preview goes on, with a warning, where the policy can't
 * be read.
 *
 * @throws pulumi.RunError in an `up` that can't read it
 */
export async function presentPolicy(tenant: TenantReader): Promise<string> {
  try {
    return await readPolicyName(tenant);
  } catch (error) {
    const message = `Failed to read the tenant's MFA policy: ${reasonOf(error)} Nothing of MFA was changed.`;
    if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(message);
    await pulumi.log.warn(`${message} pulumi up would stop there.`);
    return "never";
  }
}
