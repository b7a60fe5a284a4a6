import { Hono } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { TwilioAccount } from "./account.ts";
import { accountView, balanceView } from "./accounts.ts";
import { admit, admitTo, resourcePath } from "./admission.ts";
import { notFound } from "./errors.ts";
import { readForm } from "./form.ts";
import { newKey, keyView } from "./keys.ts";
import type { ApiKey } from "./keys.ts";
import { legacyPage } from "./pages.ts";
import { accountUri, apiVersion } from "./resource.ts";

/** The account itself, its balance and its API keys. */
export function accountRouter(account: TwilioAccount, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const base = `/${apiVersion}/Accounts/:account`;
  const keyPath = `${base}/Keys/:sid{SK[^/]*[.]json}`;
  const own = { scope: "account" } as const;

  router.get(`/${apiVersion}/Accounts.json`, (c) => {
    admit(account, c, "account");
    const query = new URL(c.req.url).searchParams;
    return c.json(legacyPage("accounts", `/${apiVersion}/Accounts.json`, query, [accountView(account)]));
  });

  router.get(`/${apiVersion}/Accounts/:account{[^/]+[.]json}`, (c) => {
    admitTo(account, c, own);
    return c.json(accountView(account));
  });

  router.get(`${base}/Balance.json`, (c) => {
    admitTo(account, c);
    return c.json(balanceView(account));
  });

  router.get(`${base}/Keys.json`, (c) => {
    admitTo(account, c, own);
    const query = new URL(c.req.url).searchParams;
    const path = `${accountUri(account.accountSid)}/Keys.json`;
    return c.json(legacyPage("keys", path, query, account.keys.list().map(keyView)));
  });

  router.post(`${base}/Keys.json`, async (c) => {
    admitTo(account, c, own);
    const key = newKey(await readForm(c.req.raw), now());
    account.keys.set(key.sid, key);
    return c.json({ ...keyView(key), secret: key.secret }, 201);
  });

  router.get(keyPath, (c) => {
    admitTo(account, c, own);
    return c.json(keyView(found(account, c.req.param("sid"), resourcePath(c))));
  });

  router.delete(keyPath, (c) => {
    admitTo(account, c, own);
    account.keys.delete(found(account, c.req.param("sid"), resourcePath(c)).sid);
    return c.body(null, 204);
  });

  return router;
}

function found({ keys }: TwilioAccount, file: string, path: string): ApiKey {
  const key = keys.get(file.replace(/\.json$/, ""));
  if (key === undefined) throw notFound(path);
  return key;
}
