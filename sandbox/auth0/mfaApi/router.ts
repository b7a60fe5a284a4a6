import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { readJson } from "../edge/readJson.ts";
import { isObject, textOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { OidcServices } from "../oidc/services.ts";
import { holderOf } from "../oidc/accounts.ts";
import { findClient, isPublic } from "../oidc/clients.ts";
import { associate, challenge, list, refuseRemoval } from "./calls.ts";
import { MfaApiError } from "./MfaCall.ts";
import type { MfaCall } from "./MfaCall.ts";
import { localeOf } from "../mfa/locale.ts";
import type { MfaSession } from "../mfa/mfaTokens.ts";
import type { SignInContext } from "../mfa/phoneMessage.ts";

/**
 * The MFA API: enroll, challenge and list without a browser [api: authentication, multi-factor
 * authentication]. An `mfa_token` lets its holder enroll a first phone; changing an existing one requires
 * more than a password.
 */
export function mfaApi(services: OidcServices): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.post("/associate", (c) => answer(c, services, associate));
  router.post("/challenge", (c) => answer(c, services, challenge));
  router.get("/authenticators", (c) => answer(c, services, (call) => Promise.resolve(list(call))));
  router.delete("/authenticators/:id", (c) => answer(c, services, refuseRemoval));
  return router;
}

async function answer(
  c: Context<HttpEnv>,
  services: OidcServices,
  run: (call: MfaCall) => Promise<object>,
): Promise<Response> {
  c.header("cache-control", "no-store");
  try {
    return c.json(await run(await readCall(c, services)));
  } catch (error) {
    if (!(error instanceof MfaApiError)) throw error;
    return c.json({ error: error.code, error_description: error.message }, error.status);
  }
}

async function readCall(c: Context<HttpEnv>, services: OidcServices): Promise<MfaCall> {
  const sent = c.req.method === "POST" ? await readJson(c.req.raw) : {};
  const body = isObject(sent) ? sent : {};
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const token = bearer ?? (typeof body["mfa_token"] === "string" ? body["mfa_token"] : undefined);
  const found = services.mfaTokens.find(token);
  if ("fault" in found) {
    const isExpired = found.fault === "expired_token";
    throw new MfaApiError(401, found.fault, isExpired ? "mfa_token is expired" : "Malformed mfa_token");
  }
  const { session } = found;
  const user = holderOf(services.tenant, session);
  if (user === undefined) throw new MfaApiError(401, "invalid_token", "Malformed mfa_token");
  if (c.req.method === "POST") checkClient(services, session, body);
  return { services, session, user, body, context: contextOf(c, services, session) };
}

/**
 * A program passes its user's language in `x-request-language` [customize/customize-sms-or-voice-messages].
 * Without it, the browser header counts, as for passwordless calls
 * [authenticate/passwordless/authentication-methods/sms-otp].
 */
function contextOf(c: Context<HttpEnv>, { tenant }: OidcServices, { context }: MfaSession): SignInContext {
  const header = c.req.header("x-request-language") ?? c.req.header("accept-language") ?? "";
  const acceptLanguage = header.slice(0, 256);
  return { ...context, locale: localeOf(tenant.state.settings, { header: acceptLanguage }), acceptLanguage };
}

/**
 * If the client identifies itself, it must be the one that received the token, with its secret if it has one.
 */
function checkClient({ tenant }: OidcServices, session: MfaSession, body: JsonObject): void {
  const { client_id: id, client_secret: secret } = body;
  const client = findClient(tenant.state, session.clientId);
  const unauthorized = new MfaApiError(401, "unauthorized", "Unauthorized");
  if (client === undefined || (id !== undefined && id !== client.client_id)) throw unauthorized;
  if (secret === undefined || isPublic(client)) return;
  const [given, kept] = [Buffer.from(textOr(secret, "")), Buffer.from(client.client_secret ?? "")];
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) throw unauthorized;
}
