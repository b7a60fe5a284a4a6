import { Hono } from "hono";
import type { Context } from "hono";
import type { Provider } from "oidc-provider";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { jwks } from "../jwt.ts";
import type { OidcServices } from "./services.ts";
import { clientCredentials, OAuthError } from "./clientCredentials.ts";
import { handOver } from "./handOver.ts";
import { readParameters } from "./parameters.ts";

/**
 * `POST /oauth/token` and `/oauth/revoke`, with JSON as Auth0's SDKs send it or with a form, and the keys
 * that verify tokens.
 */
export function tokenRouter(
  { tenant }: OidcServices,
  provider: (c: Context<HttpEnv>) => Provider,
): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.get("/.well-known/jwks.json", (c) => {
    c.header("access-control-allow-origin", "*");
    return c.json(jwks(tenant.state.secrets));
  });
  router.options("/oauth/token", (c) => handOver(c, provider(c)));
  router.options("/oauth/revoke", (c) => handOver(c, provider(c)));
  router.post("/oauth/revoke", (c) => withParameters(c, (form) => handOver(c, provider(c), { form })));
  router.post("/oauth/token", (c) =>
    withParameters(c, async (form) => {
      if (form.get("grant_type") !== "client_credentials") return handOver(c, provider(c), { form });
      c.header("cache-control", "no-store");
      const origin = tenant.originOf(c.req.url);
      return c.json(clientCredentials(tenant, origin, form, c.req.header("authorization")));
    }),
  );
  return router;
}

async function withParameters(
  c: Context<HttpEnv>,
  answer: (parameters: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  try {
    return await answer(await readParameters(c.req.raw));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return c.json({ error: error.code, error_description: error.message }, error.status);
  }
}
