import { badRequest, forbidden, notFound } from "../errors.ts";
import { newId, newSecret } from "../ids.ts";
import { isObject, mergePatch, omit, replaceMembers, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ClientRecord, TenantState } from "../state/tenantState.ts";
import { clientDefaults, sessionTransferDefaults, withDefaults } from "./clientDefaults.ts";
import { clientPatch, newClient } from "./clientSchema.ts";
import { credentialView } from "./credential.ts";
import { created, noContent, ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { selectFields } from "./fields.ts";
import { checkNamesCredentials, takeCredentials, withCredentials } from "./inlineCredentials.ts";
import { listAnswer } from "./paging.ts";
import { checked } from "./validation.ts";

/** Members whose PATCH replaces the whole object; every other object merges (recorded updates). */
const replacedWhole = ["addons", "client_authentication_methods", "oidc_logout", "token_quota"];

/** The client, or the Management API's 404. */
export function findClient(state: TenantState, id: string): ClientRecord {
  const client = state.clients.find((candidate) => candidate.client_id === id);
  if (client === undefined) throw notFound("The client does not exist", "inexistent_client");
  return client;
}

/** A client as GET returns it; secrets only for tokens that may read client keys. */
function view(call: Call, client: ClientRecord): JsonObject {
  const answer: JsonObject = { ...omit(client, ["global"]), signing_keys: signingKeys(call.state) };
  const logout = client["oidc_logout"];
  // The older name mirrors the URLs of oidc_logout (recorded create of a client with OIDC logout).
  if (isObject(logout)) {
    answer["oidc_backchannel_logout"] = { backchannel_logout_urls: logout["backchannel_logout_urls"] };
  }
  // A client that authenticates with keys shows no secret.
  if (isObject(client["client_authentication_methods"])) delete answer["client_secret"];
  const readsKeys = ["read:client_keys", "create:client_keys", "update:client_keys"].some((scope) =>
    call.scopes.includes(scope),
  );
  return readsKeys ? answer : omit(answer, ["client_secret", "signing_keys", "encryption_key"]);
}

const signingKeys = (state: TenantState): JsonObject[] => [{ cert: state.secrets.signingKey.certificatePem }];

function list(call: Call): Answer {
  const { query, state } = call;
  const clients = state.clients.filter(
    (client) =>
      (query["is_global"] === undefined || String(client.global === true) === query["is_global"]) &&
      (query["is_first_party"] === undefined ||
        String(client["is_first_party"]) === query["is_first_party"]) &&
      (query["app_type"] === undefined || query["app_type"].split(",").includes(client.app_type ?? "")),
  );
  // `tenant` is in every element of the list, regardless of `fields` (recorded list).
  const views = clients.map((client) =>
    selectFields({ tenant: state.name, global: client.global === true, ...view(call, client) }, query, [
      "tenant",
    ]),
  );
  return ok(listAnswer("clients", views, query));
}

function create(call: Call): Answer {
  const sent: JsonObject = checked(newClient, call.body);
  const body = logoutUnderOneName(withoutNulls(sent));
  const client: ClientRecord = {
    ...withDefaults(body, clientDefaults(body)),
    name: String(body["name"]),
    client_id: newId.client(),
  };
  checkGrantTypes(client);
  const credentials = takeCredentials(client, call.now);
  if (client.app_type !== "express_configuration") client.client_secret ??= newSecret.client();
  call.state.clients.push(client);
  call.state.credentials.push(...credentials);
  enableConnections(call.state, client.client_id);
  return created(withCredentials(view(call, client), credentials, credentialView));
}

/**
 * "Enable client connections": unless switched off, a new client may use every connection [API:
 * tenants/settings flags].
 */
function enableConnections(state: TenantState, clientId: string): void {
  const flags = state.settings["flags"];
  if (isObject(flags) && flags["enable_client_connections"] === false) return;
  for (const connection of state.connections) connection.enabled_clients.push(clientId);
}

function checkGrantTypes(client: ClientRecord): void {
  const grants = client["grant_types"];
  if (
    client["token_endpoint_auth_method"] === "none" &&
    Array.isArray(grants) &&
    grants.includes("client_credentials")
  ) {
    throw badRequest("Invalid grant types: client_credentials");
  }
}

function logoutUnderOneName(body: JsonObject): JsonObject {
  if (!("oidc_backchannel_logout" in body)) return body;
  const older = body["oidc_backchannel_logout"];
  const rest = omit(body, ["oidc_backchannel_logout"]);
  return "oidc_logout" in rest ? rest : { ...rest, oidc_logout: older };
}

function update(call: Call): Answer {
  const client = findClient(call.state, param(call, "id"));
  const sent: JsonObject = checked(clientPatch, call.body);
  const patch = logoutUnderOneName(sent);
  checkNamesCredentials(patch);
  if (isObject(patch["session_transfer"]) && !isObject(client["session_transfer"])) {
    patch["session_transfer"] = { ...sessionTransferDefaults, ...patch["session_transfer"] };
  }
  const merged = mergePatch(
    omit(
      client,
      replacedWhole.filter((name) => name in patch),
    ),
    patch,
  ) as ClientRecord;
  checkGrantTypes(merged);
  // A client authenticates with keys or with a secret, not with both [secure/application-credentials].
  if (isObject(patch["client_authentication_methods"])) delete merged["token_endpoint_auth_method"];
  replaceMembers(client, merged);
  return ok(view(call, client));
}

function rotateSecret(call: Call): Answer {
  const client = findClient(call.state, param(call, "id"));
  client.client_secret = newSecret.client();
  return ok(view(call, client));
}

/**
 * Deleting a client that does not exist also returns 204; everything that belongs to a client is deleted with
 * it.
 */
function remove(call: Call): Answer {
  const id = param(call, "id");
  const { state } = call;
  const client = state.clients.find((candidate) => candidate.client_id === id);
  if (client?.global === true) throw forbidden("The global client can not be deleted");
  state.clients = state.clients.filter((candidate) => candidate !== client);
  state.clientGrants = state.clientGrants.filter((grant) => grant.client_id !== id);
  state.credentials = state.credentials.filter((credential) => credential.client_id !== id);
  for (const connection of state.connections) {
    connection.enabled_clients = connection.enabled_clients.filter((enabled) => enabled !== id);
  }
  return noContent;
}

const read = ["read:clients", "read:client_keys"];

export const clients: Endpoint[] = [
  { method: "GET", path: "/clients", scopes: read, run: list },
  { method: "POST", path: "/clients", scopes: ["create:clients"], run: create },
  {
    method: "GET",
    path: "/clients/:id",
    scopes: read,
    // The signing certificate is returned even if `fields` leaves it out (recorded reads with fields).
    run: (call) =>
      ok(selectFields(view(call, findClient(call.state, param(call, "id"))), call.query, ["signing_keys"])),
  },
  { method: "PATCH", path: "/clients/:id", scopes: ["update:clients", "update:client_keys"], run: update },
  { method: "DELETE", path: "/clients/:id", scopes: ["delete:clients"], run: remove },
  { method: "POST", path: "/clients/:id/rotate-secret", scopes: ["update:client_keys"], run: rotateSecret },
];
