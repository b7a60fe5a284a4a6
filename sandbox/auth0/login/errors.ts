import type { SendError } from "../oidc/services.ts";
import { namesOf, sendPage } from "./frames.ts";
import { errorPage } from "./pages/errorPage.ts";

/** Ends a request with the tenant's error page. */
export const sendError: SendError = (c, tenant, { clientId, status, ...content }) =>
  sendPage(c, tenant, errorPage({ ...namesOf(tenant, clientId), ...content }), { status });
