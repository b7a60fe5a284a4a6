import { badRequest, insufficientScope, unauthorized } from "../errors.ts";
import { verifyJwt } from "../jwt.ts";
import type { Tenant } from "../tenant.ts";

/**
 * The scopes of a Management API token, or the rejection Auth0 gives: 401 for the token, 403 for the scope.
 */
export function authorize(tenant: Tenant, header: string | undefined, anyOf: readonly string[]): string[] {
  const scopes = scopesOf(tenant, bearer(header));
  if (anyOf.length > 0 && !anyOf.some((scope) => scopes.includes(scope))) throw insufficientScope(anyOf);
  return scopes;
}

function bearer(header: string | undefined): string {
  if (header === undefined || header === "") throw unauthorized("Missing authentication");
  const match = /^Bearer +(\S+)$/i.exec(header);
  // A token that is not a JWT at all is an error of the header's format [community: "Bad HTTP authentication
  // header format"].
  if (match?.[1]?.split(".").length !== 3)
    throw badRequest("Bad HTTP authentication header format", "Bearer");
  return match[1];
}

function scopesOf(tenant: Tenant, token: string): string[] {
  const claims = verifyJwt(tenant.state.secrets, token);
  if (claims === undefined) throw unauthorized("Invalid token", "invalid_token");
  if (Number(claims["exp"]) * 1000 <= tenant.now().getTime()) {
    throw unauthorized("Expired token received for JSON Web Token validation", "invalid_token");
  }
  const audiences = [claims["aud"]].flat();
  if (!audiences.some((audience) => typeof audience === "string" && tenant.isManagementAudience(audience))) {
    throw unauthorized("Bad audience: " + audiences.join(","), "invalid_token");
  }
  return typeof claims["scope"] === "string" ? claims["scope"].split(" ") : [];
}
