import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { findClient } from "../oidc/clients.ts";
import { actionsNotRun } from "../oidc/postLogin.ts";
import { callbacksOf } from "../oidc/urls.ts";
import type { Tenant } from "../tenant.ts";
import type { Html, PageNames } from "./pages/layout.ts";
import type { Fault } from "./texts.ts";
import { statusOf } from "./texts.ts";

type PageContext = Context<HttpEnv>;

/** The names that every page shows. */
export function namesOf(tenant: Tenant, clientId: string | undefined): PageNames {
  const name = tenant.state.settings["friendly_name"];
  return {
    tenantName: typeof name === "string" ? name : tenant.state.name,
    clientName: findClient(tenant.state, clientId)?.name ?? "Auth0",
    notRun: actionsNotRun(tenant.state),
  };
}

/** Cookies that outlive a sign-in or bind it to its browser; over TLS, only this host can have set them. */
export const cookieNames = (origin: string): { browser: string; device: string } => {
  const prefix = origin.startsWith("https:") ? "__Host-" : "";
  return { browser: `${prefix}auth0_browser`, device: `${prefix}did` };
};

const year = 365 * 86_400;

/**
 * The cookie that recognizes a user's device. Over TLS, it must be sent with silent sign-ins inside the
 * application's page.
 */
export function setDeviceCookie(c: PageContext, origin: string, value: string): void {
  const isSecure = origin.startsWith("https:");
  setCookie(c, cookieNames(origin).device, value, {
    path: "/",
    httpOnly: true,
    secure: isSecure,
    sameSite: isSecure ? "None" : "Lax",
    maxAge: year,
  });
}

/** A cookie's value under its name for that origin. */
export const cookieOf = (c: PageContext, origin: string, which: "browser" | "device"): string | undefined =>
  getCookie(c, cookieNames(origin)[which]);

/**
 * Sends a page with headers against framing, caching, sniffing and leaking its address. Redirects may lead
 * its form to the client's callbacks, because browsers check all redirects of a form against `form-action`.
 */
export async function sendPage(
  c: PageContext,
  tenant: Tenant,
  content: Html,
  options: { clientId?: string | undefined; fault?: Fault | undefined; status?: 200 | 400 | 403 | 404 } = {},
): Promise<Response> {
  for (const [name, value] of Object.entries(pageHeaders(tenant, options.clientId))) c.header(name, value);
  return c.html(await content, options.status ?? statusOf(options.fault));
}

/**
 * The headers of every sign-in page. They include no opener policy, because a sign-in in a popup responds to
 * the page that opened it (`loginWithPopup` of auth0-spa-js).
 */
export function pageHeaders(tenant: Tenant, clientId: string | undefined): Record<string, string> {
  const targets = ["'self'", ...callbackOrigins(tenant, clientId)].join(" ");
  return {
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src data:; form-action ${targets}; frame-ancestors 'none'; base-uri 'none'`,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
  };
}

function callbackOrigins(tenant: Tenant, clientId: string | undefined): string[] {
  const client = findClient(tenant.state, clientId);
  if (client === undefined) return [];
  const sources = callbacksOf(client).flatMap((url) => {
    const parsed = URL.parse(url);
    if (parsed === null) return [];
    // A content security policy allows a wildcard only as a whole label.
    const source =
      parsed.origin === "null" ? parsed.protocol : parsed.origin.replace(/:\/\/[^./]*\*[^./]*\./, "://*.");
    // Anything that could end the directive is kept out of the header.
    return /^[a-z][a-z0-9+.-]*:(\/\/[a-z0-9.*[\]:-]+)?$/i.test(source) ? [source] : [];
  });
  return [...new Set(sources)];
}
