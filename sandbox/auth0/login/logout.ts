import { Hono } from "hono";
import type { Context } from "hono";
import { deleteCookie } from "hono/cookie";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { subjectOf } from "../mfa/phoneMessage.ts";
import { findClient } from "../oidc/clients.ts";
import type { OidcProviders } from "../oidc/providers.ts";
import { corsOriginsOf, isListed, isListedReturnTo, logoutUrlsOf } from "../oidc/urls.ts";
import { activeUser } from "../oidc/accounts.ts";
import type { ClientRecord } from "../state/tenantState.ts";
import { clientContext } from "../oidc/context.ts";
import { sendError } from "./errors.ts";
import { namesOf, sendPage } from "./frames.ts";
import { confirmLogoutPage, loggedOutPage } from "./pages/logout.ts";
import type { SignInServices } from "./services.ts";

/**
 * `/v2/logout`: ends the session and redirects to a listed URL
 * [authenticate/login/logout/redirect-users-after-logout].
 */
export function logoutRouter(services: SignInServices, providers: OidcProviders): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.get("/v2/logout", (c) => logout(c, services, providers));
  return router;
}

async function logout(
  c: Context<HttpEnv>,
  services: SignInServices,
  providers: OidcProviders,
): Promise<Response> {
  const { tenant, log } = services;
  const clientId = c.req.query("client_id");
  const returnTo = c.req.query("returnTo");
  const client = findClient(tenant.state, clientId);
  const { incoming } = c.env;
  if (incoming === undefined) throw new Error("Sign-in needs a real connection.");
  const context = clientContext(tenant, incoming, clientId);
  if (returnTo !== undefined && !isListedReturnTo(returnTo, logoutUrlsOf(tenant.state, client))) {
    const message = `The "returnTo" querystring parameter "${returnTo}" is not defined as a valid URL in "Allowed Logout URLs"`;
    log.write("flo", subjectOf(context), message);
    return sendError(c, tenant, {
      clientId,
      title: "Oops!, something went wrong",
      message,
      explanation:
        client === undefined
          ? "The logout specifies no application: if the address is yours, add exactly this to the tenant's Allowed Logout URLs."
          : "If the address is yours, add exactly this to the application's Allowed Logout URLs.",
      status: 400,
    });
  }
  if (isForced(c, client)) return sendPage(c, tenant, confirmPage(c, services, clientId));
  const userId = await endSession(c, services, providers);
  log.write("slo", subjectOf(context, userId === undefined ? undefined : activeUser(tenant, userId)));
  return returnTo === undefined
    ? sendPage(c, tenant, loggedOutPage(namesOf(tenant, clientId)))
    : c.redirect(returnTo, 303);
}

/**
 * Whether a logout was started by a page outside the application's origins: then the user is asked first. The
 * SDKs start it from the application's own pages.
 */
function isForced(c: Context<HttpEnv>, client: ClientRecord | undefined): boolean {
  if (c.req.header("sec-fetch-site") !== "cross-site") return false;
  const from = URL.parse(c.req.header("referer") ?? "")?.origin;
  return client === undefined || from === undefined || !isListed(from, corsOriginsOf(client));
}

/** The same URL again, this time from the tenant's own page. */
function confirmPage(c: Context<HttpEnv>, { tenant }: SignInServices, clientId: string | undefined) {
  const names = namesOf(tenant, clientId);
  return confirmLogoutPage(names, { kind: "link", parameters: c.req.query() });
}

async function endSession(
  c: Context<HttpEnv>,
  { tenant, store }: SignInServices,
  providers: OidcProviders,
): Promise<string | undefined> {
  const provider = providers.for(tenant.originOf(c.req.url));
  const { incoming, outgoing } = c.env;
  const context = provider.createContext(incoming as never, outgoing as never);
  const session = await provider.Session.get(context);
  for (const { grantId, persistsLogout } of Object.values(session.authorizations ?? {})) {
    // Refresh tokens outlive a logout, as in Auth0; everything else from the session ends with it.
    if (grantId !== undefined && persistsLogout !== true) store.revokeGrant(grantId);
  }
  const { accountId } = session;
  await session.destroy();
  const isSecure = new URL(c.req.url).protocol === "https:";
  for (const name of [provider.cookieName("session"), `${provider.cookieName("session")}.sig`]) {
    deleteCookie(c, name, { path: "/", secure: isSecure });
  }
  return accountId;
}
