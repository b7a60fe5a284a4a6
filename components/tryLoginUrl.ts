import { createHash } from "node:crypto";

/**
 * An address that signs a user in to the application, as its own "Log in" does, and ends on its first
 * callback URL. The code that it gets there is of no use to anybody: no code verifier has the challenge's
 * hash.
 */
export function tryLoginUrl(
  domain: string,
  clientId: string,
  callback: string,
  ownershipTag: string,
): string {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    redirect_uri: callback,
    scope: "openid profile",
    prompt: "login",
    // A verifier holds no spaces (RFC 7636).
    code_challenge: createHash("sha256").update(`${ownershipTag} try`).digest("base64url"),
    code_challenge_method: "S256",
  });
  return `https://${domain}/authorize?${query.toString().replaceAll("+", "%20")}`;
}
