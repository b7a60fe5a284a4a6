import type { Context, Hono } from "hono";
import type { z } from "zod";
import type { HttpEnv } from "../auth0/edge/httpEnv.ts";
import { readBounded } from "../edge/readBounded.ts";
import type { CarrierName } from "./hosts.ts";
import { patched } from "./settings.ts";

const maxBodyBytes = 1_048_576;

/** Shows and changes an account's settings. They contain no credentials. */
export function serveSettings<Settings extends object>(
  router: Hono<HttpEnv>,
  name: CarrierName,
  account: { settings: Settings },
  schema: z.ZodType<Settings>,
): void {
  router.get(`/${name}`, (c) => c.json(account.settings));
  router.patch(`/${name}`, async (c) => {
    const settings = patched(schema, account.settings, await readSmallJson(c));
    if (typeof settings === "string") return refused(c, settings);
    account.settings = settings;
    return c.json(account.settings);
  });
}

/** The body's JSON; undefined, which no schema accepts, for anything else. */
export async function readSmallJson(c: Context<HttpEnv>): Promise<unknown> {
  const body = await readBounded(c.req.raw, maxBodyBytes);
  try {
    return body === undefined ? undefined : JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

const refused = (c: Context<HttpEnv>, message: string): Response =>
  c.json({ statusCode: 400, error: "Bad Request", message }, 400);
