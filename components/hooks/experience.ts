import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { reasonOf } from "./stackAccess.ts";
import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";

/**
 * Stops a stack that declares one phone experience for a tenant of the other: half of its writes would be refused.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertExperience(declared: PhoneExperience, api: ManagementApi): Promise<void> {
  const actual = await phoneExperienceOf(api);
  if (actual === declared) return;
  throw new pulumi.RunError(
    `Tenant ${api.domain} has the ${actual} phone experience, but phoneExperience is ${declared}; nothing was changed. ` +
      `Mend: pulumi config set phoneExperience ${actual} (to move a tenant from one to the other, see README.md).`,
  );
}

/**
 * Auth0 leaves the flag out where nobody has set it, which means unified (so its provider takes it); but the provider's
 * getTenant makes a missing flag false. A false is therefore asked for again, at the API itself.
 */
async function phoneExperienceOf(api: ManagementApi): Promise<PhoneExperience> {
  const tenant = await auth0.getTenant();
  if (tenant.phoneConsolidatedExperience) return "unified";
  const settings = await readTenantSettings(api);
  return settings && settings["phone_consolidated_experience"] === undefined ? "unified" : "legacy";
}

/** The tenant's settings as the API gives them; `undefined` if there is neither a secret nor a token to ask with. */
async function readTenantSettings(api: ManagementApi): Promise<Record<string, unknown> | undefined> {
  try {
    const call = { method: "GET", path: "/tenants/settings" } as const;
    return (await api.request(call, "read the tenant's settings")) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof CallFailure && error.kind === "no-credentials") return undefined;
    throw new pulumi.RunError(
      `Failed to find out which phone experience tenant ${api.domain} has: ${reasonOf(error)} Nothing was changed.`,
    );
  }
}
