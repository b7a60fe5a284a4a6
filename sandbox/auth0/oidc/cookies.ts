import type { Configuration } from "oidc-provider";

/**
 * Over TLS, the session cookie has the __Host- prefix and is sent from the applications' pages, which silent
 * sign-in needs. Over plain HTTP, the browser treats every localhost page as the same site, so Lax is enough.
 */
export function cookies(origin: string, key: string): NonNullable<Configuration["cookies"]> {
  const isSecure = origin.startsWith("https:");
  return {
    keys: [key],
    names: {
      session: isSecure ? "__Host-auth0" : "auth0",
      interaction: "auth0_transaction",
      resume: "auth0_resume",
    },
    long: { httpOnly: true, path: "/", secure: isSecure, sameSite: isSecure ? "none" : "lax", signed: true },
    short: { httpOnly: true, secure: isSecure, sameSite: "lax", signed: true },
  };
}
