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
    const { origin, host: asked, protocol } = new URL(c.req.url);
    const host = c.req.header("host") ?? asked;
    // Written out or not, the port that the scheme has anyway is the same one.
    const named = URL.parse(`${protocol}//${host}`)?.host;
    if (!tenant.origins.some((each) => new URL(each).host === named)) throw misdirected(host);
    if (!tenant.origins.includes(origin)) throw misdirected(asked);
    await next();
  };
}
