import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import type { PhoneExperience } from "./components/terms.ts";

/**
 * Stops a stack that declares one phone experience for a tenant of the other: half of its writes would be refused.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertExperience(declared: PhoneExperience, domain: string): Promise<void> {
  const tenant = await auth0.getTenant();
  const actual: PhoneExperience = tenant.phoneConsolidatedExperience ? "unified" : "legacy";
  if (actual === declared) return;
  throw new pulumi.RunError(
    `Tenant ${domain} has the ${actual} phone experience, but phoneExperience is ${declared}; nothing was changed. ` +
      `Mend: pulumi config set phoneExperience ${actual} (to move a tenant from one to the other, see README.md).`,
  );
}

/** The client that the dashboard's own tests sign in with; `undefined` where the tenant does not show it. */
export async function findTesterClient(): Promise<string | undefined> {
  try {
    return (await auth0.getClient({ name: "All Applications" })).clientId;
  } catch {
    return undefined;
  }
}

/** The address behind the dashboard's "Try your Login box" [authenticate/identity-providers/test-connections]. */
export function tryLoginUrl(domain: string, testerClientId: string | undefined): string {
  if (testerClientId === undefined) return "";
  const connection = "Username-Password-Authentication";
  const query = new URLSearchParams({
    client_id: testerClientId,
    response_type: "code",
    connection,
    prompt: "login",
    scope: "openid profile",
    redirect_uri: `https://manage.auth0.com/tester/callback?connection=${connection}`,
  });
  return `https://${domain}/authorize?${query.toString().replaceAll("+", "%20")}`;
}
