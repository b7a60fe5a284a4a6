import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { TwilioNumber } from "../settings.ts";
import { phoneNumberSid } from "./account.ts";
import type { TwilioAccount } from "./account.ts";
import { admitTo, resourcePath } from "./admission.ts";
import { availableLocalNumbers } from "./availablePhoneNumbers.ts";
import { notFound } from "./errors.ts";
import { readForm } from "./form.ts";
import {
  buyNumber,
  findNumber,
  listNumbers,
  numberView,
  releaseNumber,
  updateNumber,
} from "./incomingPhoneNumbers.ts";
import { legacyPage } from "./pages.ts";
import { accountUri, apiVersion } from "./resource.ts";

/** The account's numbers, and those that it could buy. */
export function numbersRouter(account: TwilioAccount, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const base = `/${apiVersion}/Accounts/:account`;
  const all = `${base}/IncomingPhoneNumbers.json`;
  const one = `${base}/IncomingPhoneNumbers/:sid{PN[^/]*[.]json}`;

  const asked = (c: Context<HttpEnv>): TwilioNumber => {
    admitTo(account, c);
    const number = findNumber(account, (c.req.param("sid") ?? "").replace(/\.json$/, ""));
    if (number === undefined) throw notFound(resourcePath(c));
    return number;
  };

  router.get(all, (c) => {
    admitTo(account, c);
    const query = new URL(c.req.url).searchParams;
    const numbers = listNumbers(account, query).map((number) => ({
      ...numberView(account, number),
      sid: phoneNumberSid(number.phoneNumber),
    }));
    const path = `${accountUri(account.accountSid)}/IncomingPhoneNumbers.json`;
    return c.json(legacyPage("incoming_phone_numbers", path, query, numbers));
  });

  router.post(all, async (c) => {
    admitTo(account, c);
    return c.json(numberView(account, buyNumber(account, await readForm(c.req.raw), now())), 201);
  });

  router.get(one, (c) => c.json(numberView(account, asked(c))));

  router.post(one, async (c) => {
    const number = asked(c);
    return c.json(numberView(account, updateNumber(account, number, await readForm(c.req.raw), now())));
  });

  router.delete(one, (c) => {
    releaseNumber(account, asked(c));
    return c.body(null, 204);
  });

  router.get(`${base}/AvailablePhoneNumbers/:country{[A-Z]{2}}/Local.json`, (c) => {
    admitTo(account, c);
    const country = c.req.param("country");
    return c.json({
      available_phone_numbers: availableLocalNumbers(account, country, new URL(c.req.url).searchParams),
      uri: `${accountUri(account.accountSid)}/AvailablePhoneNumbers/${country}/Local.json`,
    });
  });

  return router;
}
