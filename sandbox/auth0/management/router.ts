import { Hono } from "hono";
import { notEmulated } from "../errors.ts";
import type { HttpEnv } from "../edge/httpEnv.ts";
import { authorize } from "../edge/authorize.ts";
import { readJson } from "../edge/readJson.ts";
import type { TenantLog } from "../logs/tenantLog.ts";
import type { Delivery, PhoneMessage } from "../mfa/phoneMessage.ts";
import type { Tenant } from "../tenant.ts";
import { endpoints } from "./endpoints.ts";

/** HTTP around the operations: token and scope in, JSON out, state saved after each write. */
export function managementRouter(
  tenant: Tenant,
  { log, messages }: { log: TenantLog; messages: { trial: (message: PhoneMessage) => Promise<Delivery> } },
): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  for (const endpoint of endpoints) {
    router.on(endpoint.method, endpoint.path, async (c) => {
      const scopes = authorize(tenant, c.req.header("authorization"), endpoint.scopes);
      const body = endpoint.method === "GET" ? undefined : await readJson(c.req.raw);
      const answer = await endpoint.run({
        state: tenant.state,
        passwords: tenant.passwords,
        log,
        sendMessage: (message) => messages.trial(message),
        now: tenant.now(),
        origin: tenant.originOf(c.req.url),
        params: c.req.param(),
        query: c.req.query(),
        body,
        scopes,
      });
      if (endpoint.method !== "GET") await tenant.save();
      return answer.body === undefined
        ? c.body(null, answer.status as 204)
        : c.json(answer.body as object, answer.status as 200);
    });
  }
  router.all("*", (c) => {
    authorize(tenant, c.req.header("authorization"), []);
    throw notEmulated(`${c.req.method} ${c.req.path}`);
  });
  return router;
}
