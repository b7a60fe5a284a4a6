import type { Configuration } from "oidc-provider";

/**
 * Over TLS the session cookie carries the __Host- prefix and may be sent from the applications' pages, which
 * silent sign-in needs; over plain HTTP the browser calls every localhost page the same site, so Lax will do.
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
