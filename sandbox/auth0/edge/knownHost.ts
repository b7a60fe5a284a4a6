import type { MiddlewareHandler } from "hono";
import { misdirected } from "../errors.ts";
import type { Tenant } from "../tenant.ts";
import type { HttpEnv } from "./httpEnv.ts";

/**
 * Answers only to the tenant's own names. A hostile page whose host is made to mean this machine (DNS rebinding) is
 * stopped here, before any route, and no link or issuer can be built from a made-up host.
 */
export function knownHost(tenant: Tenant): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (!tenant.origins.some((origin) => new URL(origin).host === host.toLowerCase()))
      throw misdirected(host);
    await next();
  };
}
