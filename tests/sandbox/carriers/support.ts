import { Hono } from "hono";
import type { HttpEnv } from "../../../sandbox/auth0/edge/httpEnv.ts";
import { Carriers } from "../../../sandbox/carriers/carriers.ts";
import { Inbox } from "../../../sandbox/inbox/inbox.ts";

export const now = new Date("2026-01-02T03:04:05.000Z");

export const twilio = {
  accountSid: `AC${"0123456789abcdef".repeat(2)}`,
  authToken: "fedcba9876543210fedcba9876543210",
  from: "+14152000000",
};
export const plivo = {
  authId: "MAXXXXXXXXXXXXXXXXXX",
  authToken: "plivo-token-nobody-may-see",
  from: "+14152000001",
};
/** A number that is nobody's. */
export const someone = "+14155550123";

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

/** Both carriers with an inbox of their own; `app` has them where the sandbox has them. */
export function newCarriers(): { carriers: Carriers; inbox: Inbox; app: Hono<HttpEnv> } {
  const inbox = new Inbox();
  const carriers = new Carriers({ twilio: { ...twilio }, plivo, inbox, now: () => now });
  const app = new Hono<HttpEnv>();
  app.route("/carriers", carriers.app);
  app.route("/sandbox/carriers", carriers.settings);
  return { carriers, inbox, app };
}
