import type { MiddlewareHandler } from "hono";
import type { Tenant } from "../tenant.ts";
import type { HttpEnv } from "./httpEnv.ts";

/** A tenant's responses contain its own time: callers detect from it that their clock is wrong. */
export function dated(tenant: Tenant): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.header("date", tenant.now().toUTCString());
    await next();
  };
}
