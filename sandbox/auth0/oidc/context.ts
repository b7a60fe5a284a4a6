import type { IncomingMessage } from "node:http";
import type { SignInContext } from "../mfa/phoneMessage.ts";
import { findClient } from "./clients.ts";
import type { Tenant } from "../tenant.ts";

/**
 * Where a request comes from, for logs and Actions. Forwarding headers are anybody's to write and are not
 * read.
 */
export function clientContext(
  tenant: Tenant,
  request: IncomingMessage,
  clientId: string | undefined,
): SignInContext {
  return {
    clientId,
    clientName: findClient(tenant.state, clientId)?.name,
    ip: request.socket.remoteAddress ?? "",
    userAgent: (request.headers["user-agent"] ?? "").slice(0, 256),
    hostname: request.headers.host ?? "",
  };
}
