import { z } from "zod";
import { badRequest, conflict, forbidden, notFound } from "../errors.ts";
import { newId, newSecret } from "../ids.ts";
import { mergePatch, omit, replaceMembers, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { resourceServerDefaults } from "../state/defaults.ts";
import type { ResourceServerRecord, TenantState } from "../state/tenantState.ts";
import { created, noContent, ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { listAnswer } from "./paging.ts";
import { checked } from "./validation.ts";

const object = z.record(z.string(), z.unknown()).nullable();
const scopes = z.array(
  z.strictObject({ value: z.string().min(1), description: z.string().nullable().optional() }),
);

const editable = {
  name: z.string(),
  scopes,
  signing_alg: z.enum(["HS256", "RS256", "RS512", "PS256"]),
  signing_secret: z.string().min(16),
  allow_offline_access: z.boolean(),
  allow_online_access: z.boolean(),
  allow_online_access_with_ephemeral_sessions: z.boolean(),
  skip_consent_for_verifiable_first_party_clients: z.boolean(),
  token_lifetime: z.number(),
  token_lifetime_for_web: z.number(),
  token_lifetime_for_anonymous_access_tokens: z.number().nullable(),
  token_dialect: z.string(),
  enforce_policies: z.boolean(),
  token_encryption: object,
  consent_policy: z.string().nullable(),
  authorization_details: z.array(z.unknown()).nullable(),
  proof_of_possession: object,
  subject_type_authorization: object,
  authorization_policy: object,
};

const newServer = z
  .strictObject({ ...editable, identifier: z.string().min(1).max(600) })
  .partial()
  .required({ identifier: true });
const serverPatch = z.strictObject(editable).partial();

/**
 * Found by id or by identifier, URL-encoded (recorded reads use both), or encoded twice, as in go-auth0
 * (recorded read of https:%252F%252F…).
 */
function lookUp(state: TenantState, key: string): ResourceServerRecord | undefined {
  const named = (name: string) => (each: ResourceServerRecord) =>
    each.id === name || each.identifier === name;
  return state.resourceServers.find(named(key)) ?? state.resourceServers.find(named(decodedOnce(key)));
}

function decodedOnce(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function find(state: TenantState, key: string): ResourceServerRecord {
  const server = lookUp(state, key);
  if (server === undefined)
    throw notFound("The resource server does not exist", "inexistent_resource_server");
  return server;
}

function create({ state, body: sent }: Call): Answer {
  const body = checked(newServer, sent);
  if (state.resourceServers.some((server) => server.identifier === body.identifier)) {
    throw conflict(
      `The specified audience is already used by another resource server`,
      "resource_server_conflict",
    );
  }
  const server: ResourceServerRecord = {
    id: newId.resourceServer(),
    ...resourceServerDefaults(),
    ...withoutNulls(body),
    identifier: body.identifier,
  };
  withSigningSecret(server);
  state.resourceServers.push(server);
  return created(server);
}

/** HS256 needs a shared secret; one is generated if none was sent [API: resource-servers, signing_secret]. */
function withSigningSecret(server: ResourceServerRecord): void {
  if (server["signing_alg"] === "HS256") server["signing_secret"] ??= newSecret.token(32);
  else delete server["signing_secret"];
}

/** Members that an update replaces instead of merging. */
const replaced = ["token_encryption", "proof_of_possession", "authorization_policy"];

function update(call: Call): Answer {
  const server = find(call.state, param(call, "id"));
  const patch: JsonObject = checked(serverPatch, call.body);
  if (server.is_system === true) {
    const allowed = [
      "token_lifetime",
      "token_lifetime_for_web",
      "proof_of_possession",
      "skip_consent_for_verifiable_first_party_clients",
      "subject_type_authorization",
    ];
    const [refused] = Object.keys(omit(patch, allowed));
    if (refused !== undefined)
      throw badRequest(`System resource servers can not change ${refused}`, "operation_not_supported");
  }
  checkScopesInUse(patch);
  const kept = omit(
    server,
    replaced.filter((name) => name in patch),
  );
  replaceMembers(server, mergePatch(kept, patch));
  withSigningSecret(server);
  return ok(server);
}

function checkScopesInUse(patch: JsonObject): void {
  const values = Array.isArray(patch["scopes"])
    ? (patch["scopes"] as { value: string }[]).map(({ value }) => value)
    : [];
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw badRequest(`Duplicate scope: ${twice}`, "invalid_body");
}

function remove(call: Call): Answer {
  const { state } = call;
  const server = lookUp(state, param(call, "id"));
  if (server === undefined) return noContent;
  if (server.is_system === true)
    throw forbidden("System resource servers can not be deleted", "operation_not_supported");
  state.resourceServers = state.resourceServers.filter((each) => each !== server);
  state.clientGrants = state.clientGrants.filter((grant) => grant.audience !== server.identifier);
  return noContent;
}

function list({ state, query }: Call): Answer {
  const wanted = query["identifiers"]?.split(",");
  const found = state.resourceServers.filter(
    (server) => wanted === undefined || wanted.includes(server.identifier),
  );
  return ok(listAnswer("resource_servers", found, query));
}

const read = ["read:resource_servers"];

export const resourceServers: Endpoint[] = [
  { method: "GET", path: "/resource-servers", scopes: read, run: list },
  { method: "POST", path: "/resource-servers", scopes: ["create:resource_servers"], run: create },
  {
    method: "GET",
    path: "/resource-servers/:id",
    scopes: read,
    run: (call) => ok(find(call.state, param(call, "id"))),
  },
  { method: "PATCH", path: "/resource-servers/:id", scopes: ["update:resource_servers"], run: update },
  { method: "DELETE", path: "/resource-servers/:id", scopes: ["delete:resource_servers"], run: remove },
];
