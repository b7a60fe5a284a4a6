import type { IncomingMessage } from "node:http";
import { localeOf } from "../mfa/locale.ts";
import type { SignInContext } from "../mfa/phoneMessage.ts";
import { findClient } from "./clients.ts";
import type { Tenant } from "../tenant.ts";

/**
 * The origin of a request, for logs, messages and Actions. Forwarding headers can be forged and are not read.
 *
 * @param uiLocales the parameter `ui_locales`, of an authorization request
 */
export function clientContext(
  tenant: Tenant,
  request: IncomingMessage,
  clientId: string | undefined,
  uiLocales?: string,
): SignInContext {
  const acceptLanguage = (request.headers["accept-language"] ?? "").slice(0, 256);
  return {
    clientId,
    clientName: findClient(tenant.state, clientId)?.name,
    ip: request.socket.remoteAddress ?? "",
    userAgent: (request.headers["user-agent"] ?? "").slice(0, 256),
    hostname: request.headers.host ?? "",
    locale: localeOf(tenant.state.settings, { uiLocales, header: acceptLanguage }),
    acceptLanguage,
  };
}
