import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { TwilioAccount } from "./account.ts";
import { admit } from "./admission.ts";
import { notFound } from "./errors.ts";

const base = "/v1/AuthTokens";

/**
 * A token is rotated without a gap: the secondary one works in addition, until it is promoted and the first
 * one is rejected [twilio.com/docs/iam/api/authtoken]: accounts.twilio.com.
 */
export function authTokensRouter(account: TwilioAccount, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const view = (path: string, token: object) => {
    const date = now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
    const url = `https://accounts.twilio.com${path}`;
    return { account_sid: account.accountSid, ...token, date_created: date, date_updated: date, url };
  };

  router.post(`${base}/Secondary`, (c) => {
    admit(account, c, "account");
    account.secondaryToken = randomBytes(16).toString("hex");
    return c.json(view(`${base}/Secondary`, { secondary_auth_token: account.secondaryToken }), 201);
  });

  router.delete(`${base}/Secondary`, (c) => {
    admit(account, c, "account");
    account.secondaryToken = undefined;
    return c.body(null, 204);
  });

  router.post(`${base}/Promote`, (c) => {
    admit(account, c, "account");
    const token = account.promoteToken();
    if (token === undefined) throw notFound(`${base.replace("/v1", "")}/Promote`);
    return c.json(view(`${base}/Promote`, { auth_token: token }));
  });

  return router;
}
