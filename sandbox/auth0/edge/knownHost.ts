import type { MiddlewareHandler } from "hono";
import { misdirected } from "../errors.ts";
import type { Tenant } from "../tenant.ts";
import type { HttpEnv } from "./httpEnv.ts";

/**
 * Responds only to the tenant's own host names. This stops a hostile page whose host resolves to this machine
 * (DNS rebinding) before any route, and no link or issuer can be built from a forged host.
 */
export function knownHost(tenant: Tenant): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    // The header and the request line may differ, and a name is valid for one scheme only, as ports are.
    const { origin, host: asked, protocol } = new URL(c.req.url);
    const host = c.req.header("host") ?? asked;
    // A scheme's default port is the same whether or not it is written.
    const named = URL.parse(`${protocol}//${host}`)?.host;
    if (!tenant.origins.some((each) => new URL(each).host === named)) throw misdirected(host);
    if (!tenant.origins.includes(origin)) throw misdirected(asked);
    await next();
  };
}
