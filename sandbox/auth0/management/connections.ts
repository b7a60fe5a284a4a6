import { z } from "zod";
import { badRequest, conflict, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { isObject, mergePatch, omit, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ConnectionRecord, TenantState } from "../state/tenantState.ts";
import { newOptions, replacedOptions } from "./connectionOptions.ts";
import { accepted, created, noContent, ok, param, timestamp } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { selectFields } from "./fields.ts";
import { checkpoint, listAnswer } from "./paging.ts";
import { checked } from "./validation.ts";

const object = z.record(z.string(), z.unknown());

const editable = {
  display_name: z.string(),
  options: object.nullable(),
  enabled_clients: z.array(z.string()),
  is_domain_connection: z.boolean(),
  show_as_button: z.boolean(),
  realms: z.array(z.string()),
  metadata: object,
  authentication: object,
  connected_accounts: object,
  cross_app_access_requesting_app: object,
  cross_app_access_resource_app: object,
};

const newConnection = z
  .strictObject({
    ...editable,
    name: z
      .string()
      .regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/, "String does not match pattern")
      .max(128),
    strategy: z.string().min(1),
  })
  .partial()
  .required({ name: true, strategy: true });

const connectionPatch = z.strictObject(editable).partial();

const clientChanges = z
  .array(z.strictObject({ client_id: z.string(), status: z.boolean() }))
  .min(1)
  .max(50);

/** Returned regardless of `fields` (recorded reads with fields). */
const always = ["id", "is_domain_connection", "authentication", "connected_accounts"];

/** The connection, or the Management API's 404. */
function findConnection(state: TenantState, id: string): ConnectionRecord {
  const connection = state.connections.find((candidate) => candidate.id === id);
  if (connection === undefined) throw notFound("The connection does not exist", "inexistent_connection");
  return connection;
}

function list({ state, query }: Call): Answer {
  const strategies = query["strategy"]?.split(",");
  const found = state.connections.filter(
    (connection) =>
      (query["name"] === undefined || connection.name === query["name"]) &&
      (strategies === undefined || strategies.includes(connection.strategy)),
  );
  return ok(
    listAnswer(
      "connections",
      found.map((connection) => selectFields(connection, query, ["id"])),
      query,
    ),
  );
}

function create(call: Call): Answer {
  const { name, strategy, options, ...rest } = checked(newConnection, call.body);
  if (call.state.connections.some((connection) => connection.name === name)) {
    throw conflict("A connection with the same name already exists", "connection_conflict");
  }
  checkClients(call.state, rest.enabled_clients ?? []);
  const connection: ConnectionRecord = {
    id: newId.connection(),
    is_domain_connection: false,
    authentication: { active: true },
    connected_accounts: { active: false },
    realms: [name],
    ...withoutNulls(rest),
    options: newOptions(strategy, options ?? {}),
    enabled_clients: rest.enabled_clients ?? [],
    name,
    strategy,
  };
  call.state.connections.push(connection);
  return created(connection);
}

function checkClients(state: TenantState, ids: readonly string[]): void {
  const unknown = ids.find((id) => !state.clients.some((client) => client.client_id === id));
  if (unknown !== undefined) throw badRequest(`Some of the clients do not exist: ${unknown}`, "invalid_body");
}

function update(call: Call): Answer {
  const connection = findConnection(call.state, param(call, "id"));
  const patch: JsonObject = checked(connectionPatch, call.body);
  if (Array.isArray(patch["enabled_clients"])) checkClients(call.state, patch["enabled_clients"].map(String));
  const merged = mergePatch(connection, omit(patch, ["options", "metadata"]));
  if (isObject(patch["options"]))
    merged["options"] = replacedOptions(connection.strategy, connection.options, patch["options"]);
  // Connection metadata is replaced as a whole [API: connections, metadata].
  if (isObject(patch["metadata"])) merged["metadata"] = withoutNulls(patch["metadata"]);
  Object.assign(connection, merged);
  return ok(connection);
}

/**
 * Deletion happens in the background: 202 with the time it was accepted; the connection's users are deleted
 * with it.
 */
function remove(call: Call): Answer {
  const { state } = call;
  const connection = state.connections.find((candidate) => candidate.id === param(call, "id"));
  if (connection === undefined) return noContent;
  state.connections = state.connections.filter((candidate) => candidate !== connection);
  state.users = state.users.filter((user) => user.connection !== connection.name);
  return accepted({ deleted_at: timestamp(call.now) });
}

function listClients(call: Call): Answer {
  const connection = findConnection(call.state, param(call, "id"));
  const { items, next } = checkpoint(connection.enabled_clients, call.query);
  const clients = items.map((client_id) => ({ client_id }));
  return ok(next === undefined ? { clients } : { clients, next });
}

function changeClients(call: Call): Answer {
  const connection = findConnection(call.state, param(call, "id"));
  const changes = checked(clientChanges, call.body);
  checkClients(
    call.state,
    changes.filter(({ status }) => status).map(({ client_id }) => client_id),
  );
  for (const { client_id: id, status } of changes) {
    const others = connection.enabled_clients.filter((enabled) => enabled !== id);
    if (!status) connection.enabled_clients = others;
    else if (!connection.enabled_clients.includes(id)) connection.enabled_clients.push(id);
  }
  return noContent;
}

const read = ["read:connections"];

export const connections: Endpoint[] = [
  { method: "GET", path: "/connections", scopes: read, run: list },
  { method: "POST", path: "/connections", scopes: ["create:connections"], run: create },
  {
    method: "GET",
    path: "/connections/:id",
    scopes: read,
    run: (call) => ok(selectFields(findConnection(call.state, param(call, "id")), call.query, always)),
  },
  { method: "PATCH", path: "/connections/:id", scopes: ["update:connections"], run: update },
  { method: "DELETE", path: "/connections/:id", scopes: ["delete:connections"], run: remove },
  { method: "GET", path: "/connections/:id/clients", scopes: read, run: listClients },
  { method: "PATCH", path: "/connections/:id/clients", scopes: ["update:connections"], run: changeClients },
];
