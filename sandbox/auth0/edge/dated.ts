import type { MiddlewareHandler } from "hono";
import type { Tenant } from "../tenant.ts";
import type { HttpEnv } from "./httpEnv.ts";

/** A tenant's answers carry its own hour: callers find out by it that their clock is wrong. */
export function dated(tenant: Tenant): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    c.header("date", tenant.now().toUTCString());
    await next();
  };
}
