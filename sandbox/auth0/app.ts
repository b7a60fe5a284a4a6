import { Hono } from "hono";
import { inboxRouter } from "../inbox/router.ts";
import { ApiError, notEmulated } from "./errors.ts";
import { dated } from "./edge/dated.ts";
import { knownHost } from "./edge/knownHost.ts";
import { bounded } from "./edge/bounds.ts";
import { logged, weathered } from "./edge/conditions.ts";
import type { Conditions } from "./edge/conditions.ts";
import { fromThisMachine } from "./edge/fromThisMachine.ts";
import type { HttpEnv } from "./edge/httpEnv.ts";
import { sandboxRouter } from "./sandboxApi.ts";
import { managementRouter } from "./management/router.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Tenant } from "./tenant.ts";

/** The tenant as an HTTP application without a socket, so tests can call it with `request()`. */
export function tenantApp(tenant: Tenant, surroundings: Surroundings, conditions: Conditions): Hono<HttpEnv> {
  const { signIn, network } = surroundings;
  const app = new Hono<HttpEnv>();
  app.use("*", knownHost(tenant));
  app.use("/api/v2/*", logged(conditions), weathered(conditions));
  for (const path of ["/api/v2/*", "/oauth/token"]) app.use(path, dated(tenant));
  app.use("/oauth/token", weathered({ ...conditions, rateLimit: undefined, latencyMs: 0 }));
  app.use("*", bounded);
  app.route("/api/v2", managementRouter(tenant, signIn.services));
  app.route("/sandbox", sandboxRouter(tenant, surroundings, conditions));
  app.use("/carriers/*", fromThisMachine);
  app.route("/carriers", network.carriers.app);
  app.route("/inbox", inboxRouter(network.inbox));
  app.route("/", signIn.routes);
  app.all("*", (c) => {
    throw notEmulated(`${c.req.method} ${c.req.path}`);
  });
  app.onError((error, c) => {
    const known = error instanceof ApiError ? error : undefined;
    if (known !== undefined) return c.json(known.toBody(), known.status as 400);
    console.error(error);
    return c.json(
      { statusCode: 500, error: "Internal Server Error", message: "An internal error occurred" },
      500,
    );
  });
  return app;
}
