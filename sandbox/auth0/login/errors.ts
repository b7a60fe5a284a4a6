import type { Context } from "hono";
import type { HttpEnv } from "../edge/httpEnv.ts";
import type { Tenant } from "../tenant.ts";
import { namesOf, sendPage } from "./frames.ts";
import { errorPage } from "./pages/errorPage.ts";

/** Ends a request with the tenant's error page. */
export function sendError(
  c: Context<HttpEnv>,
  tenant: Tenant,
  error: {
    clientId?: string | undefined;
    title: string;
    message: string;
    explanation?: string;
    status: 400 | 403;
  },
): Promise<Response> {
  const { clientId, status, ...content } = error;
  return sendPage(c, tenant, errorPage({ ...namesOf(tenant, clientId), ...content }), { status });
}
