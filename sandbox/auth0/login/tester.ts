import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { isObject, textOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { verifyJwt } from "../jwt.ts";
import type { OidcProviders } from "../oidc/providers.ts";
import { sendError } from "./errors.ts";
import { namesOf, sendPage } from "./frames.ts";
import { itWorksPage } from "./pages/itWorks.ts";
import type { SignInServices } from "./services.ts";

/**
 * The last page of the "Try" box. The page redeems the code over the network, as any application would.
 *
 * @param ca the local CA's certificate, to reach the tenant itself over TLS
 */
export function testerRouter(services: SignInServices, providers: OidcProviders, ca: string): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.get("/tester/callback", (c) => showResult(c, services, providers, ca));
  return router;
}

async function showResult(
  c: Context<HttpEnv>,
  services: SignInServices,
  providers: OidcProviders,
  ca: string,
): Promise<Response> {
  const { tenant, authentications } = services;
  const origin = tenant.originOf(c.req.url);
  const tester = tenant.state.clients.find((client) => client.global === true);
  const code = c.req.query("code") ?? "";
  // Read before it is redeemed: the code identifies the sign-in.
  const source = await providers.for(origin).AuthorizationCode.find(code);
  const answer = await postForm(new URL("/oauth/token", origin), ca, {
    grant_type: "authorization_code",
    client_id: tester?.client_id ?? "",
    client_secret: tester?.client_secret ?? "",
    redirect_uri: `${origin}/tester/callback`,
    code,
  });
  const idToken = answer["id_token"];
  const claims = typeof idToken === "string" ? verifyJwt(tenant.state.secrets, idToken) : undefined;
  if (claims === undefined) {
    const message =
      c.req.query("error_description") ?? textOr(answer["error_description"], "No sign-in was found.");
    return sendError(c, tenant, { title: "It did not work", message, status: 400 });
  }
  const { secondFactor } = authentications.find(source?.grantId) ?? {};
  const scope = textOr(answer["scope"], "");
  const names = { ...namesOf(tenant, undefined), clientName: "Try" };
  return sendPage(c, tenant, itWorksPage({ ...names, claims, scope, secondFactor }));
}

async function postForm(url: URL, ca: string, form: Record<string, string>): Promise<JsonObject> {
  const body = new URLSearchParams(form).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "content-length": Buffer.byteLength(body),
  };
  const text = await new Promise<string>((resolve, reject) => {
    // Node's default agent may use a proxy, and this request goes to the tenant itself.
    const options = { method: "POST", headers, agent: false } as const;
    const request =
      url.protocol === "https:" ? requestSecure(url, { ...options, ca }) : requestPlain(url, options);
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve(Buffer.concat(chunks).toString());
      });
    });
    request.end(body);
  });
  const parsed: unknown = JSON.parse(text);
  return isObject(parsed) ? parsed : {};
}
