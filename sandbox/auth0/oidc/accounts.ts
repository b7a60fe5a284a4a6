import type { Account, KoaContextWithOIDC } from "oidc-provider";
import { pick } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { GivenPassword } from "../mfa/credentials.ts";
import { passwordMark } from "../mfa/credentials.ts";
import type { Tenant } from "../tenant.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { Authentications } from "./authentications.ts";

/** Claims by scope, as in Auth0 [get-started/apis/scopes/openid-connect-scopes]. */
export const claimsByScope: Record<string, string[]> = {
  openid: ["sub"],
  profile: ["name", "given_name", "family_name", "nickname", "picture", "updated_at"],
  email: ["email", "email_verified"],
};

/** A user that may sign in: an existing one that is not blocked. */
export function activeUser(tenant: Tenant, userId: string): UserRecord | undefined {
  const user = tenant.state.users.find((each) => each.user_id === userId);
  return user?.profile["blocked"] === true ? undefined : user;
}

/** The user who gave a password, while it is valid: changing it also ends sign-ins in progress. */
export function holderOf(tenant: Tenant, given: GivenPassword | undefined): UserRecord | undefined {
  const user = given === undefined ? undefined : activeUser(tenant, given.userId);
  return user !== undefined && passwordMark(user) === given?.passwordMark ? user : undefined;
}

/**
 * Finds the account of a session or a token. There is none if the user was deleted, is blocked, or has
 * changed the password since: the session then requires a sign-in, and the token is rejected.
 */
export function findAccount(
  tenant: Tenant,
  authentications: Authentications,
  ctx: KoaContextWithOIDC,
  userId: string,
  token: object | undefined,
): Account | undefined {
  const user = activeUser(tenant, userId);
  if (user === undefined) return undefined;
  const isSigningIn = token === undefined && ctx.oidc.result?.login !== undefined;
  const rests = authentications.find(token === undefined ? ctx.oidc.session?.uid : grantOf(token));
  if (!isSigningIn && rests?.passwordMark !== passwordMark(user)) return undefined;
  return { accountId: userId, claims: () => ({ sub: userId, ...claimsOf(user) }) };
}

function grantOf(token: object): string | undefined {
  return "grantId" in token && typeof token.grantId === "string" ? token.grantId : undefined;
}

/** All claims of a user; a token's scopes decide which of them it contains. */
export function claimsOf(user: UserRecord): JsonObject {
  return pick(user.profile, Object.values(claimsByScope).flat());
}
