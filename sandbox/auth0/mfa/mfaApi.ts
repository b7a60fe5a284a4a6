import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { readJson } from "../edge/readJson.ts";
import { isObject, textOr } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { SignInServices } from "../login/services.ts";
import { holderOf } from "../oidc/accounts.ts";
import { findClient, isPublic } from "../oidc/clients.ts";
import type { UserRecord } from "../state/tenantState.ts";
import { authenticatorsOf } from "./authenticators.ts";
import type { Channel } from "./authenticators.ts";
import type { MfaSession } from "./mfaTokens.ts";
import { e164, maskPhoneNumber, readPhoneNumber } from "./phoneNumber.ts";
import { channelsOf } from "./policy.ts";
import { newRecoveryCode } from "./recoveryCodes.ts";

/** A refusal of the MFA API, in OAuth's shape. */
class MfaApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 429;
  readonly code: string;

  constructor(status: 400 | 401 | 403 | 404 | 429, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

interface MfaCall {
  services: SignInServices;
  session: MfaSession;
  user: UserRecord;
  body: JsonObject;
}

/**
 * The MFA API: enrol, challenge and list without a browser [api: authentication, multi-factor authentication]. An
 * `mfa_token` lets its holder enrol a first phone; changing one that is there needs more than a password.
 */
export function mfaApi(services: SignInServices): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.post("/associate", (c) => answer(c, services, associate));
  router.post("/challenge", (c) => answer(c, services, challenge));
  router.get("/authenticators", (c) => answer(c, services, (call) => Promise.resolve(list(call))));
  router.delete("/authenticators/:id", (c) => answer(c, services, refuseRemoval));
  return router;
}

async function answer(
  c: Context<HttpEnv>,
  services: SignInServices,
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

async function readCall(c: Context<HttpEnv>, services: SignInServices): Promise<MfaCall> {
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
  return { services, session, user, body };
}

/** Where the client says who it is, it must be the one that the token was given to, with its secret if it has one. */
function checkClient({ tenant }: SignInServices, session: MfaSession, body: JsonObject): void {
  const { client_id: id, client_secret: secret } = body;
  const client = findClient(tenant.state, session.clientId);
  const unauthorized = new MfaApiError(401, "unauthorized", "Unauthorized");
  if (client === undefined || (id !== undefined && id !== client.client_id)) throw unauthorized;
  if (secret === undefined || isPublic(client)) return;
  const [given, kept] = [Buffer.from(textOr(secret, "")), Buffer.from(client.client_secret ?? "")];
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) throw unauthorized;
}

async function associate(call: MfaCall): Promise<object> {
  const { services, session, user, body } = call;
  const { state } = services.tenant;
  if (authenticatorsOf(state, user.user_id).length > 0) {
    throw new MfaApiError(403, "access_denied", "User is already enrolled.");
  }
  const number = phoneOf(body["phone_number"]);
  const code = await send(call, number, channelOf(call), "enrollment");
  const enrolling = {
    authenticator_type: "oob",
    binding_method: "prompt",
    oob_channel: session.oob?.channel,
    oob_code: code,
  };
  if (state.guardian.factors["recovery-code"] !== true) return enrolling;
  // Worth something only once the phone is proved.
  session.recoveryCode = newRecoveryCode();
  return { ...enrolling, recovery_codes: [session.recoveryCode] };
}

function channelOf({ services, body }: MfaCall): Channel {
  const [types, channels] = [body["authenticator_types"], body["oob_channels"]];
  const enabled =
    services.tenant.state.guardian.factors["sms"] === true ? channelsOf(services.tenant.state) : [];
  const asked = Array.isArray(channels) ? enabled.find((each) => channels.includes(each)) : enabled[0];
  if (!Array.isArray(types) || !types.includes("oob") || asked === undefined) {
    throw new MfaApiError(
      400,
      "invalid_request",
      "The authenticator types or channels are not enabled for the tenant.",
    );
  }
  return asked;
}

function phoneOf(sent: unknown): string {
  const read =
    typeof sent === "string" && e164.test(sent.replaceAll(/[ ()-]/g, ""))
      ? readPhoneNumber(sent, "US")
      : undefined;
  if (read === undefined || "fault" in read) {
    throw new MfaApiError(400, "invalid_request", "phone_number must be a valid number in E.164 form.");
  }
  return read.number;
}

async function challenge(call: MfaCall): Promise<object> {
  const { services, user, body } = call;
  const { state } = services.tenant;
  const types = typeof body["challenge_type"] === "string" ? body["challenge_type"].split(" ") : ["oob"];
  if (!types.includes("oob") || state.guardian.factors["sms"] !== true) {
    throw new MfaApiError(
      400,
      "unsupported_challenge_type",
      "User does not have any of the requested challenge types.",
    );
  }
  const phones = authenticatorsOf(state, user.user_id);
  if (phones.length === 0) {
    throw new MfaApiError(
      400,
      "association_required",
      "User is not enrolled. You can use /mfa/associate endpoint to enroll the first authenticator.",
    );
  }
  const id = body["authenticator_id"];
  const phone = phones.find((each) => id === undefined || each.id === id);
  // The same words whether it is somebody else's or nobody's.
  if (phone === undefined) throw new MfaApiError(404, "invalid_request", "The authenticator was not found.");
  const enabled = channelsOf(state);
  const channel = enabled.includes(phone.channel) ? phone.channel : (enabled[0] ?? "sms");
  return {
    challenge_type: "oob",
    oob_code: await send(call, phone.phone_number, channel, "authentication"),
    binding_method: "prompt",
  };
}

async function send(
  { services, session, user }: MfaCall,
  number: string,
  channel: Channel,
  purpose: "enrollment" | "authentication",
): Promise<string> {
  const { context, token } = session;
  const sent = await services.challenges.start({
    transaction: token,
    user,
    number,
    channel,
    purpose,
    context,
  });
  if ("fault" in sent) {
    throw sent.fault === "too-many-sms"
      ? new MfaApiError(
          429,
          "too_many_attempts",
          "You have exceeded the maximum number of phone messages per hour.",
        )
      : new MfaApiError(400, "invalid_request", "There was a problem sending the SMS");
  }
  session.oob = { code: sent.challenge.id, number, channel };
  return sent.challenge.id;
}

function list({ services, user }: MfaCall): object {
  const { state } = services.tenant;
  const phones = authenticatorsOf(state, user.user_id).map((phone) => ({
    id: phone.id,
    authenticator_type: "oob",
    oob_channel: phone.channel,
    active: true,
    name: maskPhoneNumber(phone.phone_number),
  }));
  const hasCode = state.recoveryCodes.some((each) => each.user_id === user.user_id);
  const recovery = { id: "recovery-code|dev", authenticator_type: "recovery-code", active: true };
  return hasCode ? [recovery, ...phones] : phones;
}

function refuseRemoval(): Promise<never> {
  const description =
    "Removing an authenticator needs a token with the scope remove:authenticators, got by MFA.";
  return Promise.reject(new MfaApiError(403, "insufficient_scope", description));
}
