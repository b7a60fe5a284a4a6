import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { errorForStatus } from "../errors.ts";
import type { FaultEffect, Faults } from "./faults.ts";
import type { HttpEnv } from "./httpEnv.ts";
import type { RateLimit } from "./rateLimit.ts";
import type { RequestLog } from "./requestLog.ts";

/**
 * An observer of each Management API call while it is served, for programs that run the local tenant in their
 * own process.
 */
export interface CallObserver {
  /** Called before the work, which waits for it; an effect makes the call fail. */
  before?(method: string, path: string): FaultEffect | undefined | Promise<FaultEffect | undefined>;
  /** Called after the work, before any response is sent. */
  after?(method: string, path: string): void | Promise<void>;
}

export interface Conditions {
  log: RequestLog;
  faults: Faults;
  observer?: CallObserver | undefined;
  rateLimit?: RateLimit | undefined;
  latencyMs: number;
}

/** Logs each Management API call with its response and duration. */
export function logged({ log }: Conditions): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const entry = log.begin(c.req.method, addressOf(new URL(c.req.url)));
    const start = performance.now();
    await next();
    entry.ms = Math.round(performance.now() - start);
    if (c.res !== RESPONSE_ALREADY_SENT) entry.status = c.res.status;
  };
}

/**
 * Path and query. A token in a URL is rejected (RFC 9700, 4.3.2), so it must not appear in the log either.
 */
function addressOf(url: URL): string {
  const secrets = [...url.searchParams.keys()].filter((name) => /token|secret|password/i.test(name));
  for (const name of secrets) url.searchParams.set(name, "[REDACTED]");
  return url.pathname + url.search;
}

/** The network conditions between caller and tenant: latency, rate limit, injected faults. */
export function weathered(conditions: Conditions): MiddlewareHandler<HttpEnv> {
  const { faults, observer, rateLimit, latencyMs } = conditions;
  return async (c, next) => {
    if (latencyMs > 0) await sleep(latencyMs);
    const path = new URL(c.req.url).pathname;
    const { method } = c.req;
    const effect = (await observer?.before?.(method, path)) ?? faults.effectOn(method, path);
    if (typeof effect === "number") throw errorForStatus(effect);
    if (effect === "limited") {
      c.header("x-ratelimit-reset", String(Math.floor(Date.now() / 1000) + 1));
      throw errorForStatus(429);
    }
    if (effect === "reset") return cut(c);
    if (effect === "timeout") return hang(c);
    const limited = rateLimit?.take(method, path);
    if (limited !== undefined) {
      c.header("x-ratelimit-limit", String(limited.limit));
      c.header("x-ratelimit-remaining", String(limited.remaining));
      c.header("x-ratelimit-reset", String(limited.reset));
      if (!limited.allowed) throw errorForStatus(429);
    }
    await next();
    await observer?.after?.(method, path);
    if (effect === "lost") return cut(c);
    return undefined;
  };
}

/**
 * Destroys the connection. Without a socket, as in a test of the app alone, a failure is the closest
 * equivalent.
 */
function cut(c: Context<HttpEnv>): Response {
  const socket = c.env.incoming?.socket;
  if (socket === undefined) throw new Error("The fault rule cut the connection.");
  socket.destroy();
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
  return RESPONSE_ALREADY_SENT;
}

/** Never responds: waits until the caller gives up. */
async function hang(c: Context<HttpEnv>): Promise<Response> {
  const socket = c.env.incoming?.socket;
  if (socket === undefined) throw new Error("The fault rule left the call hanging.");
  await new Promise((resolve) => socket.once("close", resolve));
  c.res = undefined;
  c.res = RESPONSE_ALREADY_SENT;
  return RESPONSE_ALREADY_SENT;
}
