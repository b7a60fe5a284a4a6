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

/**
 * The code to give to an Action so that it gets deployed.
 *
 * Auth0 keeps an Action whose deployment failed as a draft, and its provider deploys only what has changed: the same
 * code again would never run (measured on the official plugin). A draft therefore gets the code with one more line; an
 * Action that was deployed with that line keeps it, so that no preview shows a change.
 */
export async function deployableCode(actionName: string, code: string): Promise<string> {
  const existing = await findAction(actionName);
  if (!existing) return code;
  const again = `${code}// Deployed again, after a deployment that failed.\n`;
  const isDeployed = existing.versionId !== undefined;
  return isDeployed === (existing.code === again) ? again : code;
}

/** `undefined` where there is none; any other failure of the look-up is one. */
async function findAction(name: string): Promise<Partial<auth0.GetActionResult> | undefined> {
  try {
    return await auth0.getAction({ name });
  } catch (error) {
    if (String(error).includes("No action found")) return undefined;
    throw error;
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
