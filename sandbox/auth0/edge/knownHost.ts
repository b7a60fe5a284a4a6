import type { MiddlewareHandler } from "hono";
import { misdirected } from "../errors.ts";
import type { Tenant } from "../tenant.ts";
import type { HttpEnv } from "./httpEnv.ts";

/**
 * Answers only to the tenant's own names. A hostile page whose host is made to mean this machine (DNS
 * rebinding) is stopped here, before any route, and no link or issuer can be built from a made-up host.
 */
export function knownHost(tenant: Tenant): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    // The header and the request line may differ, and a name is good for one scheme only, as ports are.
    const { origin, host: asked } = new URL(c.req.url);
    const host = c.req.header("host") ?? asked;
    if (!tenant.origins.some((each) => new URL(each).host === host.toLowerCase())) throw misdirected(host);
    if (!tenant.origins.includes(origin)) throw misdirected(asked);
    await next();
  };
}
