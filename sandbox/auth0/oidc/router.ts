import { Hono } from "hono";
import type { Context } from "hono";
import type { Provider } from "oidc-provider";
import { readText } from "../edge/bounds.ts";
import type { HttpEnv } from "../edge/httpEnv.ts";
import type { OidcServices, SendError } from "./services.ts";
import { clientContext } from "./context.ts";
import { subjectOf } from "../mfa/phoneMessage.ts";
import { findClient } from "./clients.ts";
import { handOver } from "./handOver.ts";
import type { OidcProviders } from "./providers.ts";
import { tokenRouter } from "./token.ts";
import { isListed, webOriginsOf } from "./urls.ts";

/** The last page of the dashboard's "Try" box; here it is the tenant's own page. */
const dashboardTester = "https://manage.auth0.com/tester/callback";

/** OAuth 2 and OpenID Connect on Auth0's routes; oidc-provider implements the protocol. */
export function oidcRouter(
  services: OidcServices,
  providers: OidcProviders,
  sendError: SendError,
): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const { tenant } = services;
  const provider = (c: Context<HttpEnv>) => providers.for(tenant.originOf(c.req.url));
  const plain = (c: Context<HttpEnv>) => handOver(c, provider(c));
  router.get("/authorize", (c) => authorize(c, services, providers, sendError));
  // A sign-in in progress was requested in full at its start; parameters added to the URL later are ignored.
  router.get("/authorize/:id", (c) => handOver(c, provider(c), { url: new URL(c.req.url).pathname }));
  router.route("/", tokenRouter(services, provider));
  router.on(["GET", "POST", "OPTIONS"], "/userinfo", (c) => userinfo(c, provider(c)));
  router.on(["GET", "OPTIONS"], "/.well-known/openid-configuration", plain);
  router.get("/oidc/logout", plain);
  router.post("/oidc/logout", (c) => logoutByForm(c));
  router.post("/oidc/logout/confirm", plain);
  router.get("/oidc/logout/success", plain);
  return router;
}

/** A form may also request a logout (OpenID Connect RP-Initiated Logout 1.0, 2). */
async function logoutByForm(c: Context<HttpEnv>): Promise<Response> {
  const form = new URLSearchParams(await readText(c.req.raw));
  return c.redirect(`/oidc/logout?${form.toString()}`, 303);
}

/**
 * Auth0 also accepts the token in the URL, as passport-auth0 sends it. oidc-provider accepts it only in the
 * header, because URLs are logged.
 */
function userinfo(c: Context<HttpEnv>, provider: Provider): Promise<Response> {
  const url = new URL(c.req.url);
  const token = url.searchParams.get("access_token");
  if (token === null || c.req.header("authorization") !== undefined) return handOver(c, provider);
  url.searchParams.delete("access_token");
  requestOf(c).headers.authorization = `Bearer ${token}`;
  return handOver(c, provider, { url: url.pathname + url.search });
}

async function authorize(
  c: Context<HttpEnv>,
  services: OidcServices,
  providers: OidcProviders,
  sendError: SendError,
): Promise<Response> {
  const { tenant, log } = services;
  const origin = tenant.originOf(c.req.url);
  const url = new URL(c.req.url);
  const client = findClient(tenant.state, url.searchParams.get("client_id") ?? undefined);
  const redirectUri = url.searchParams.get("redirect_uri") ?? "";
  if (client !== undefined && url.searchParams.get("response_mode") === "web_message") {
    const from = URL.parse(redirectUri)?.origin ?? "";
    if (!isListed(from, webOriginsOf(client))) {
      const context = clientContext(tenant, requestOf(c), client.client_id);
      log.write("fco", subjectOf(context), `The origin ${from} is not listed for the application.`);
      return sendError(c, tenant, {
        clientId: client.client_id,
        title: "Oops!, something went wrong",
        message: `The specified redirect_uri '${redirectUri}' does not have a registered origin.`,
        explanation:
          "Add the origin to the application's Allowed Web Origins: only pages of these may sign in silently.",
        status: 403,
      });
    }
  }
  if (client?.global === true && redirectUri.startsWith(dashboardTester)) {
    url.searchParams.set("redirect_uri", `${origin}/tester/callback`);
    return handOver(c, providers.for(origin), { url: url.pathname + url.search });
  }
  return handOver(c, providers.for(origin));
}

function requestOf(c: Context<HttpEnv>) {
  const { incoming } = c.env;
  if (incoming === undefined) throw new Error("Sign-in needs a real connection.");
  return incoming;
}
