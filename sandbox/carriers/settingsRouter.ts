import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../auth0/edge/httpEnv.ts";
import { readBounded } from "../edge/readBounded.ts";
import { patched, plivoSettings, twilioSettings } from "./settings.ts";
import type { PlivoSettings, TwilioSettings } from "./settings.ts";

const maxBodyBytes = 1_048_576;

interface Accounts {
  twilio: { settings: TwilioSettings };
  plivo: { settings: PlivoSettings };
}

/** Shows and changes the settings of the two accounts. None of them is a credential. */
export function settingsRouter({ twilio, plivo }: Accounts): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.get("/twilio", (c) => c.json(twilio.settings));
  router.get("/plivo", (c) => c.json(plivo.settings));
  router.patch("/twilio", async (c) => {
    const settings = patched(twilioSettings, twilio.settings, await readBody(c));
    if (typeof settings === "string") return refused(c, settings);
    twilio.settings = settings;
    return c.json(twilio.settings);
  });
  router.patch("/plivo", async (c) => {
    const settings = patched(plivoSettings, plivo.settings, await readBody(c));
    if (typeof settings === "string") return refused(c, settings);
    plivo.settings = settings;
    return c.json(plivo.settings);
  });
  return router;
}

/** The body's JSON; undefined, which no schema takes, for any other. */
async function readBody(c: Context<HttpEnv>): Promise<unknown> {
  const body = await readBounded(c.req.raw, maxBodyBytes);
  try {
    return body === undefined ? undefined : JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

const refused = (c: Context<HttpEnv>, message: string): Response =>
  c.json({ statusCode: 400, error: "Bad Request", message }, 400);
