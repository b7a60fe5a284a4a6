import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { TwilioAccount } from "./account.ts";
import { admit } from "./admission.ts";

/**
 * The secondary token, by which a token is changed without a gap [twilio.com/docs/iam/api/authtoken]:
 * accounts.twilio.com.
 */
export function authTokensRouter(account: TwilioAccount, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const path = "/v1/AuthTokens/Secondary";

  router.post(path, (c) => {
    admit(account, c, "account");
    account.secondaryToken = randomBytes(16).toString("hex");
    const date = now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
    return c.json(
      {
        account_sid: account.accountSid,
        secondary_auth_token: account.secondaryToken,
        date_created: date,
        date_updated: date,
        url: `https://accounts.twilio.com${path}`,
      },
      201,
    );
  });

  router.delete(path, (c) => {
    admit(account, c, "account");
    account.secondaryToken = undefined;
    return c.body(null, 204);
  });

  return router;
}
