import { createHash } from "node:crypto";

/**
 * A URL that signs a user in to the application, as its own "Log in" button does, and ends on its first
 * callback URL. The code that the callback receives is useless, because no code verifier matches the
 * challenge.
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
