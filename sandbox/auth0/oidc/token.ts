import { Hono } from "hono";
import type { Context } from "hono";
import type { Provider } from "oidc-provider";
import { readText } from "../edge/bounds.ts";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { parseJson } from "../edge/readJson.ts";
import { isObject } from "../json.ts";
import { jwks } from "../jwt.ts";
import type { SignInServices } from "../login/services.ts";
import { clientCredentials, OAuthError } from "./clientCredentials.ts";
import { handOver } from "./handOver.ts";

/** `POST /oauth/token`, in JSON as Auth0's SDKs send it or as a form, and the keys that verify what it issues. */
export function tokenRouter(
  { tenant }: SignInServices,
  provider: (c: Context<HttpEnv>) => Provider,
): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.get("/.well-known/jwks.json", (c) => {
    c.header("access-control-allow-origin", "*");
    return c.json(jwks(tenant.state.secrets));
  });
  router.options("/oauth/token", (c) => handOver(c, provider(c)));
  router.post("/oauth/token", async (c) => {
    try {
      const form = await readForm(c.req.raw);
      if (form.get("grant_type") !== "client_credentials") return await handOver(c, provider(c), { form });
      c.header("cache-control", "no-store");
      const origin = tenant.originOf(c.req.url);
      return c.json(clientCredentials(tenant, origin, form, c.req.header("authorization")));
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return c.json({ error: error.code, error_description: error.message }, error.status);
    }
  });
  return router;
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const text = await readText(request);
  if (!(request.headers.get("content-type") ?? "").includes("json")) return new URLSearchParams(text);
  try {
    const body = parseJson(text);
    if (!isObject(body)) throw new Error("not an object");
    // Only text is a parameter: an object or a list in place of a code must not turn into one.
    const entries = Object.entries(body).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return new URLSearchParams(entries);
  } catch {
    throw new OAuthError(400, "invalid_request", "The body is not valid JSON");
  }
}
