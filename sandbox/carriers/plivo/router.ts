import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { Inbox } from "../../inbox/inbox.ts";
import { recordFailed } from "../failed.ts";
import type { PlivoAccount } from "./account.ts";
import { readParameters } from "./body.ts";
import type { Parameters } from "./body.ts";
import {
  methodNotAllowed,
  notEmulated,
  notFound,
  outage,
  PlivoError,
  tooManyRequests,
  unauthenticated,
} from "./errors.ts";
import { createMessages, messageView, queued } from "./messages.ts";
import type { Sent } from "./messages.ts";
import { findNumber, listNumbers, numberView } from "./numbers.ts";

const base = "/v1/Account/:account";

/**
 * Parts of an account that Plivo has and the stand-in lacks [plivo.com/docs/messaging/api, /voice/api,
 * /account/api].
 */
const otherResources =
  /^\/v1\/Account\/[^/]+\/(Call|Subaccount|Application|Endpoint|Conference|Recording|Number|PhoneNumber|Powerpack|Media|Pricing|Verify|Session|MultiPartyCall|Profile|10dlc|TollfreeVerification)(\/|$)/;

/** Plivo's REST API for text messages and the account's numbers, for one account. */
export function plivoRouter(account: PlivoAccount, inbox: Inbox, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();

  router.post(`${base}/Message/`, async (c) => {
    const parameters = await readParameters(c.req.raw);
    const sent = recorded(inbox, sentBy(parameters, now()), () => {
      admit(account, c);
      return createMessages(account, parameters, now());
    });
    for (const { uuid: id, at, from, to, text, failure: error } of sent.records) {
      const status = error === null ? "delivered" : "failed";
      inbox.record({ ...sentBy(parameters, at), id, from, to, text, status, error });
    }
    return c.json(queued(sent), 202);
  });

  router.get(`${base}/Message/:uuid/`, (c) => {
    admit(account, c);
    const record = account.messages.get(c.req.param("uuid"));
    if (record === undefined) throw notFound();
    return c.json(messageView(account, record));
  });

  router.get(`${base}/Number/`, (c) => {
    admit(account, c);
    return c.json(listNumbers(account, new URL(c.req.url).searchParams));
  });

  router.get(`${base}/Number/:number/`, (c) => {
    admit(account, c);
    const number = findNumber(account, c.req.param("number"));
    if (number === undefined) throw notFound();
    return c.json({ api_id: randomUUID(), ...numberView(account, number) });
  });

  // The SDK's request ends with two slashes.
  router.get(`${base}/:slash{/*}`, (c) => {
    admit(account, c);
    return c.json(accountView(account));
  });

  router.all("*", (c) => {
    const path = c.req.path.slice(Math.max(0, c.req.path.indexOf("/v1/")), 300);
    admit(account, c, /^\/v1\/Account\/([^/]+)/.exec(path)?.[1]);
    if (otherResources.test(path)) throw notEmulated(`${c.req.method} ${path}`);
    if (path === `/v1/Account/${account.authId}/Message/` && c.req.method === "GET")
      throw notEmulated("Listing messages");
    const isKnown = /^\/v1\/Account\/[^/]+\/(Message\/([^/]+\/)?)?$/.test(path);
    throw isKnown ? methodNotAllowed() : notFound();
  });

  router.onError((error, c) => answer(error, c));
  return router;
}

/**
 * Admits calls with the account's credentials for that account, while Plivo is up and the rate limit is not
 * reached.
 */
function admit(account: PlivoAccount, c: Context<HttpEnv>, authId = c.req.param("account")): void {
  const { settings } = account;
  if (settings.outage !== null) throw outage(settings.outage);
  if (!account.isAuthorized(c.req.header("authorization") ?? null) || settings.suspended)
    throw unauthenticated();
  if (authId !== account.authId) throw notFound();
  if (settings.rateLimited) throw tooManyRequests();
}

function sentBy(parameters: Parameters, at: Date) {
  return {
    carrier: "plivo",
    channel: "sms",
    from: parameters.get("src") ?? parameters.get("powerpack_uuid") ?? "",
    to: parameters.get("dst") ?? "",
    text: parameters.get("text") ?? "",
    at: at.toISOString(),
  } as const;
}

/** Runs `accept` and stores what it rejects in the inbox. */
function recorded(inbox: Inbox, sent: ReturnType<typeof sentBy>, accept: () => Sent): Sent {
  try {
    return accept();
  } catch (error) {
    if (error instanceof PlivoError)
      recordFailed(inbox, sent, { code: String(error.status), message: error.message });
    throw error;
  }
}

/** The account's own details [plivo.com/docs/account/api/account]. */
function accountView({ authId, settings }: PlivoAccount): Record<string, unknown> {
  return {
    account_type: settings.trial ? "trial" : "standard",
    address: "",
    api_id: randomUUID(),
    auth_id: authId,
    auto_recharge: false,
    billing_mode: "prepaid",
    cash_credits: settings.balance.toFixed(5),
    city: "",
    name: "Sandbox",
    resource_uri: `/v1/Account/${authId}/`,
    state: "",
    timezone: "UTC",
  };
}

function answer(error: Error, c: Context<HttpEnv>): Response {
  if (!(error instanceof PlivoError)) {
    console.error(error);
    return c.json(outage(500).toBody(), 500);
  }
  if (error.status !== 401) return c.json(error.toBody(), error.status as 400);
  c.header("www-authenticate", 'Basic realm="Login Required"');
  return c.text(error.message, 401);
}
