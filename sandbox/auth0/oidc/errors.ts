import type { errors } from "oidc-provider";

/** Auth0's error texts of the token endpoint, where its SDKs or people look for them. */
const words: { grant: string; says: RegExp; description: string }[] = [
  // auth0-spa-js signs in again when it reads "invalid refresh token".
  { grant: "refresh_token", says: /./, description: "Unknown or invalid refresh token." },
  { grant: "authorization_code", says: /PKCE|code_verifier/i, description: "Failed to verify code verifier" },
  {
    grant: "authorization_code",
    says: /redirect_uri/,
    description: "The redirect URI is wrong. You sent a different one than in the authorization request.",
  },
  { grant: "authorization_code", says: /./, description: "Invalid authorization code" },
];

/**
 * The status of a rejected token request. Auth0 returns 403 where RFC 6749 has 400: for an invalid code,
 * refresh token or password (recorded by go-auth0), and for a grant that the client may not use
 * (auth0-java#165).
 */
export function statusOf(code: string, error: errors.OIDCProviderError): number {
  return ["invalid_grant", "unauthorized_client"].includes(code) ? 403 : error.statusCode;
}

/**
 * The body of a rejected token request in Auth0's words; the error codes stay those of RFC 6749 but for an
 * application that is not authenticated.
 */
export function tokenErrorBody(
  error: errors.OIDCProviderError,
  grant: unknown,
): { error: string; error_description: string } {
  // Only the cause says what is wrong with a verifier.
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  const detail = error.error_detail ?? cause ?? error.error_description ?? "";
  const found =
    error.error === "invalid_grant"
      ? words.find((each) => each.grant === grant && each.says.test(detail))
      : undefined;
  if (
    error.error === "invalid_request" &&
    /grant type is not allowed/.test(detail + (error.error_description ?? ""))
  ) {
    return {
      error: "unauthorized_client",
      error_description: `Grant type '${String(grant)}' not allowed for the client.`,
    };
  }
  // A wrong or missing secret, an unknown application: one response for each grant (node-auth0#582,
  // react-native-auth0#68).
  if (error.error === "invalid_client") return { error: "access_denied", error_description: "Unauthorized" };
  return {
    error: error.error,
    error_description: found?.description ?? error.error_description ?? error.message,
  };
}
