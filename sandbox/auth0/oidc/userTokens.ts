import { errors } from "oidc-provider";
import type { Client, KoaContextWithOIDC } from "oidc-provider";
import type { OidcServices } from "./services.ts";
import { passwordMark } from "../mfa/credentials.ts";
import type { UserRecord } from "../state/tenantState.ts";
import { pick } from "../json.ts";
import { claimsByScope, claimsOf } from "./accounts.ts";
import { isUserinfo, resourceServer } from "./audiences.ts";
import type { SecondFactor } from "./authentications.ts";
import { multiFactorAcr } from "./terms.ts";

export interface UserTokenRequest {
  scope?: string | undefined;
  audience?: string | undefined;
  secondFactor?: SecondFactor | undefined;
}

/** Responds to a token request with tokens for a user who has proved everything that the policy requires. */
export async function issueUserTokens(
  ctx: KoaContextWithOIDC,
  services: OidcServices,
  user: UserRecord,
  request: UserTokenRequest,
): Promise<void> {
  const { provider, client } = ctx.oidc;
  if (client === undefined) throw new errors.InvalidClient("client not found");
  const scopes = new Set((request.scope ?? "openid profile email").split(" ").filter((each) => each !== ""));
  const audience = isUserinfo(services.tenant, request.audience) ? undefined : request.audience;
  const api = audience === undefined ? undefined : resourceServer(services.tenant, audience);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: user.user_id });
  grant.addOIDCScope([...scopes].join(" "));
  if (audience !== undefined) grant.addResourceScope(audience, [...scopes].join(" "));
  const grantId = await grant.save();
  services.authentications.note(grantId, {
    passwordMark: passwordMark(user),
    secondFactor: request.secondFactor,
  });

  const authTime = Math.floor(Date.now() / 1000);
  const common = { accountId: user.user_id, client, grantId, gty: "password", scope: [...scopes].join(" ") };
  const access = new provider.AccessToken({ ...common });
  if (api !== undefined && audience !== undefined) {
    access.resourceServer = new provider.ResourceServer(audience, api);
    access.scope = [...scopes].filter((each) => api.scope.split(" ").includes(each)).join(" ");
  }
  const wantsRefresh = scopes.has("offline_access") && client.grantTypeAllowed("refresh_token");
  ctx.body = {
    access_token: await access.save(),
    ...(wantsRefresh ? { refresh_token: await refreshToken(ctx, common, audience, authTime) } : {}),
    ...(scopes.has("openid")
      ? { id_token: await idToken(ctx, user, scopes, authTime, request.secondFactor) }
      : {}),
    scope: access.scope,
    expires_in: access.expiration,
    token_type: "Bearer",
  };
}

async function refreshToken(
  { oidc: { provider } }: KoaContextWithOIDC,
  common: { accountId: string; client: Client; grantId: string; gty: string; scope: string },
  audience: string | undefined,
  authTime: number,
): Promise<string> {
  const resource = audience === undefined ? {} : { resource: audience };
  return new provider.RefreshToken({ ...common, ...resource, authTime, rotations: 0 }).save();
}

async function idToken(
  ctx: KoaContextWithOIDC,
  user: UserRecord,
  scopes: Set<string>,
  authTime: number,
  secondFactor: SecondFactor | undefined,
): Promise<string> {
  const { provider } = ctx.oidc;
  const allowed = [...scopes].flatMap((scope) => claimsByScope[scope] ?? []);
  // Without an authorization request, only claims that are set explicitly reach the ID token.
  const claims = {
    sub: user.user_id,
    ...pick(claimsOf(user), allowed),
    auth_time: authTime,
    ...(secondFactor === undefined ? {} : { amr: ["mfa"], acr: multiFactorAcr }),
  };
  const token = new provider.IdToken({ sub: user.user_id }, { ctx });
  for (const [name, value] of Object.entries(claims)) token.set(name, value);
  return token.issue({ use: "idtoken" });
}
