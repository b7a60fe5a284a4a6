import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { errorForStatus } from "../errors.ts";
import type { Faults } from "./faults.ts";
import type { HttpEnv } from "./httpEnv.ts";
import type { RateLimit } from "./rateLimit.ts";
import type { RequestLog } from "./requestLog.ts";

export interface Conditions {
  log: RequestLog;
  faults: Faults;
  rateLimit?: RateLimit | undefined;
  latencyMs: number;
}

/** Writes each Management API call down, with what was answered and how long it took. */
export function logged({ log }: Conditions): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const entry = log.begin(c.req.method, addressOf(new URL(c.req.url)));
    const start = performance.now();
    await next();
    entry.ms = Math.round(performance.now() - start);
    if (c.res !== RESPONSE_ALREADY_SENT) entry.status = c.res.status;
  };
}

/** Path and query. A token in an address is refused (RFC 9700, 4.3.2), so it is not to be read in the log either. */
function addressOf(url: URL): string {
  const secrets = [...url.searchParams.keys()].filter((name) => /token|secret|password/i.test(name));
  for (const name of secrets) url.searchParams.set(name, "[REDACTED]");
  return url.pathname + url.search;
}

/** The weather between caller and tenant: latency, rate limit, injected faults. */
export function weathered({ faults, rateLimit, latencyMs }: Conditions): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (latencyMs > 0) await sleep(latencyMs);
    const path = new URL(c.req.url).pathname;
    const effect = faults.effectOn(c.req.method, path);
    if (typeof effect === "number") throw errorForStatus(effect);
    if (effect === "reset") return cut(c);
    if (effect === "timeout") return hang(c);
    const limited = rateLimit?.take(c.req.method, path);
    if (limited !== undefined) {
      c.header("x-ratelimit-limit", String(limited.limit));
      c.header("x-ratelimit-remaining", String(limited.remaining));
      c.header("x-ratelimit-reset", String(limited.reset));
      if (!limited.allowed) throw errorForStatus(429);
    }
    await next();
    if (effect === "lost") return cut(c);
    return undefined;
  };
}

/** Destroys the connection. Without a socket, as in a test of the app alone, the nearest thing is a failure. */
function cut(c: Context<HttpEnv>): Response {
  const socket = c.env.incoming?.socket;
  if (socket === undefined) throw new Error("The fault rule cut the connection.");
  socket.destroy();
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
  return RESPONSE_ALREADY_SENT;
}

/** Never answers: waits until the caller gives up. */
async function hang(c: Context<HttpEnv>): Promise<Response> {
  const socket = c.env.incoming?.socket;
  if (socket === undefined) throw new Error("The fault rule left the call hanging.");
  await new Promise((resolve) => socket.once("close", resolve));
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
  return RESPONSE_ALREADY_SENT;
}
