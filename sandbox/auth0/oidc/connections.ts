import type { ConnectionRecord, TenantState } from "../state/tenantState.ts";
import { findClient } from "./clients.ts";

/** The database connections of a client's users; the dashboard's tester client tries all. */
export function connectionsFor(state: TenantState, clientId: string | undefined): ConnectionRecord[] {
  const client = findClient(state, clientId);
  if (client === undefined) return [];
  return state.connections.filter(
    ({ strategy, enabled_clients }) =>
      strategy === "auth0" && (client.global === true || enabled_clients.includes(client.client_id)),
  );
}
