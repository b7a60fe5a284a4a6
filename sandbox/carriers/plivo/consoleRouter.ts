import { Hono } from "hono";
import { z } from "zod";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import { readSmallJson } from "../settingsRouter.ts";
import type { PlivoAccount } from "./account.ts";

const choice = z.strictObject({ revokeOld: z.boolean().default(false) });

/** What a person does in Plivo's console, which Plivo's API has no call for. */
export function consoleRouter(account: PlivoAccount): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  router.post("/tokens", async (c) => {
    const { success, data } = choice.safeParse(await readSmallJson(c));
    if (!success) {
      const message = 'Failed to generate a token. Send {"revokeOld": false} or {"revokeOld": true}.';
      return c.json({ statusCode: 400, error: "Bad Request", message }, 400);
    }
    return c.json({ authToken: account.generateToken(data) }, 201);
  });
  return router;
}
