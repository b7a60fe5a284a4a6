import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { deployedAgain } from "./actions/deployedAgain.ts";
import type { PhoneExperience } from "./components/terms.ts";
import type { Auth0Access } from "./settings/auth0.ts";

/**
 * Stops a stack that declares one phone experience for a tenant of the other: half of its writes would be refused.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertExperience(declared: PhoneExperience, access: Auth0Access): Promise<void> {
  const actual = await phoneExperienceOf(access);
  if (actual === declared) return;
  throw new pulumi.RunError(
    `Tenant ${access.domain} has the ${actual} phone experience, but phoneExperience is ${declared}; nothing was changed. ` +
      `Mend: pulumi config set phoneExperience ${actual} (to move a tenant from one to the other, see README.md).`,
  );
}

/**
 * Auth0 leaves the flag out where nobody has set it, which means unified (so its provider takes it); but the provider's
 * getTenant makes a missing flag false. A false is therefore asked for again, at the API itself.
 */
async function phoneExperienceOf(access: Auth0Access): Promise<PhoneExperience> {
  const tenant = await auth0.getTenant();
  if (tenant.phoneConsolidatedExperience) return "unified";
  const settings = await readTenantSettings(access);
  return settings && settings["phone_consolidated_experience"] === undefined ? "unified" : "legacy";
}

/** The tenant's settings as the API gives them; `undefined` where they can't be had with a secret or a token. */
async function readTenantSettings(access: Auth0Access): Promise<Record<string, unknown> | undefined> {
  const token = access.apiToken ?? (await requestToken(access));
  if (token === undefined) return undefined;
  return requestJson(`https://${access.domain}/api/v2/tenants/settings`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

async function requestToken({
  domain,
  clientId,
  clientSecret,
  audience,
}: Auth0Access): Promise<string | undefined> {
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const answer = await requestJson(`https://${domain}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience: audience ?? `https://${domain}/api/v2/`,
    }),
  });
  return answer?.["access_token"] as string | undefined;
}

async function requestJson(url: string, init: RequestInit): Promise<Record<string, unknown> | undefined> {
  // A redirect could carry the credentials to another host.
  const request = { ...init, redirect: "error", signal: AbortSignal.timeout(10_000) } as const;
  const response = await fetch(url, request).catch(() => undefined);
  return response?.ok ? ((await response.json()) as Record<string, unknown>) : undefined;
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
  const again = deployedAgain(code);
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
