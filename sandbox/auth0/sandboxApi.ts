import { carrierNames } from "../carriers/hosts.ts";
import { Hono } from "hono";
import type { Context } from "hono";
import { badRequest, notFound } from "./errors.ts";
import { isObject } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { createUser, userView } from "./management/users.ts";
import { redacted } from "./state/redacted.ts";
import { rotateSigningKey } from "./state/secrets.ts";
import { resetSurroundings } from "./surroundings.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Tenant } from "./tenant.ts";
import type { Conditions } from "./edge/conditions.ts";
import { parseFault } from "./edge/faults.ts";
import type { FaultRule } from "./edge/faults.ts";
import { fromThisMachine, jsonOnly } from "./edge/fromThisMachine.ts";
import type { HttpEnv } from "./edge/httpEnv.ts";
import { readJson } from "./edge/readJson.ts";

/** The local tenant's own API. It needs no token, so a web page of another origin must not reach it. */
export function sandboxRouter(
  tenant: Tenant,
  surroundings: Surroundings,
  conditions: Conditions,
): Hono<HttpEnv> {
  const { network } = surroundings;
  const router = new Hono<HttpEnv>();
  router.use("*", fromThisMachine, jsonOnly);
  router.get("/health", (c) => c.json({ status: "ok", now: tenant.now().toISOString() }));
  // The stand-ins' addresses for programs that call the carriers directly. Contains no secret.
  router.get("/description", (c) => {
    const origin = tenant.originOf(c.req.url);
    return c.json({
      carriers: Object.fromEntries(carrierNames.map((name) => [name, `${origin}/carriers/${name}`])),
    });
  });
  router.get("/requests", (c) => c.json([...conditions.log.all()]));
  router.delete("/requests", (c) => {
    conditions.log.clear();
    return c.body(null, 204);
  });
  router.get("/messages", (c) => c.json(network.inbox.list()));
  router.route("/carriers", network.carriers.settings);
  router.get("/state", (c) => c.json(redacted(tenant.state)));
  router.post("/users", async (c) => {
    const body = await readObject(c);
    const user = createUser(tenant.users(), {
      connection: "Username-Password-Authentication",
      ...body,
    });
    await tenant.save();
    return c.json(userView(user), 201);
  });
  router.post("/faults", async (c) => {
    conditions.faults.add(readFaults(await readObject(c)));
    return c.body(null, 204);
  });
  router.delete("/faults", (c) => {
    conditions.faults.clear();
    return c.body(null, 204);
  });
  router.post("/clock", async (c) => {
    moveClock(tenant, await readObject(c));
    return c.json({ now: tenant.now().toISOString() });
  });
  router.post("/keys/rotate", async (c) => c.json({ kid: await rotateSigningKey(tenant) }));
  router.post("/reset", async (c) => {
    conditions.log.clear();
    conditions.faults.clear();
    resetSurroundings(surroundings);
    await tenant.reset();
    return c.body(null, 204);
  });
  // Auth0 has no such paths, so a missing one is not "not emulated": a GET on a path that changes something
  // is a 404.
  router.all("*", (c) => {
    throw notFound(`The sandbox API has no ${c.req.method} ${c.req.path}`);
  });
  return router;
}

async function readObject(c: Context<HttpEnv>): Promise<JsonObject> {
  const body = (await readJson(c.req.raw)) ?? {};
  if (!isObject(body)) throw badRequest("Send a JSON object");
  return body;
}

/** `{rule: "…"}` or `{rules: ["…"]}`, each in the form of the command line. */
function readFaults(body: JsonObject): FaultRule[] {
  const rules = [body["rules"] ?? body["rule"] ?? []].flat();
  if (rules.length === 0)
    throw badRequest('Send {"rules": ["METHOD PATH NTH STATUS|limited|reset|timeout|lost"]}');
  return rules.map((text) => {
    const parsed = parseFault(typeof text === "string" ? text : JSON.stringify(text));
    if (typeof parsed === "string") throw badRequest(parsed);
    return parsed;
  });
}

function moveClock(tenant: Tenant, body: JsonObject): void {
  const { now, advanceSeconds } = body as { now?: unknown; advanceSeconds?: unknown };
  const to =
    typeof advanceSeconds === "number"
      ? new Date(tenant.now().getTime() + advanceSeconds * 1000)
      : new Date(typeof now === "string" ? now : NaN);
  if (Number.isNaN(to.getTime()))
    throw badRequest('Send {"now": "2026-01-01T00:00:00Z"} or {"advanceSeconds": 60}');
  tenant.setClock(to);
}
