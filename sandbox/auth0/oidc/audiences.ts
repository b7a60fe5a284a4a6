import { errors } from "oidc-provider";
import type { ResourceServer } from "oidc-provider";
import { isObject } from "../json.ts";
import type { ResourceServerRecord } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";

const oidcScopes = ["openid", "profile", "email", "offline_access"];

/** The API for an `audience`; the Management API may have any of the tenant's origins. */
function findApi(tenant: Tenant, audience: string): ResourceServerRecord | undefined {
  const { resourceServers } = tenant.state;
  if (tenant.isManagementAudience(audience)) return resourceServers.find((each) => each.is_system === true);
  return resourceServers.find((each) => each.identifier === audience);
}

/**
 * The audience that is not an API: the tenant's own /userinfo, under any of its origins. Its tokens are
 * opaque [secure/tokens/access-tokens: opaque access tokens are for /userinfo].
 */
export const isUserinfo = (tenant: Tenant, audience: string | undefined): boolean =>
  tenant.origins.some((origin) => audience === `${origin}/userinfo`);

/** The API for oidc-provider: its scopes, and signed tokens with its lifetime. */
export function resourceServer(tenant: Tenant, audience: string): ResourceServer {
  const api = findApi(tenant, audience);
  // The error and its text as Auth0 passes them to the callback.
  if (api === undefined)
    throw new errors.CustomOIDCProviderError("access_denied", `Service not found: ${audience}`);
  const lifetime = api["token_lifetime_for_web"] ?? api["token_lifetime"];
  return {
    scope: [...oidcScopes, ...userScopes(api)].join(" "),
    audience,
    accessTokenFormat: "jwt",
    accessTokenTTL: typeof lifetime === "number" ? lifetime : 86_400,
    jwt: { sign: { alg: "RS256" } },
  };
}

/** Users get only the Management API scopes for their own account, none of which are emulated. */
function userScopes(api: ResourceServerRecord): string[] {
  const scopes = api["scopes"];
  if (api.is_system === true || !Array.isArray(scopes)) return [];
  return scopes.flatMap((scope: unknown) =>
    isObject(scope) && typeof scope["value"] === "string" ? [scope["value"]] : [],
  );
}
