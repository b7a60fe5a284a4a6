import { z } from "zod";
import { badRequest, conflict, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { mergePatch, replaceMembers, withoutNulls } from "../json.ts";
import type { ClientGrantRecord, TenantState } from "../state/tenantState.ts";
import { findClient } from "./clients.ts";
import { created, noContent, ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { listAnswer } from "./paging.ts";
import { checked } from "./validation.ts";

const scope = z.array(z.string());

const editable = {
  scope: scope.nullable(),
  organization_usage: z.enum(["deny", "allow", "require"]).nullable(),
  allow_any_organization: z.boolean().nullable(),
  authorization_details_types: z.array(z.string()).nullable(),
  allow_all_scopes: z.boolean().nullable(),
};

const newGrant = z
  .strictObject({
    ...editable,
    client_id: z.string(),
    audience: z.string(),
    default_for: z.enum(["third_party_clients"]),
    subject_type: z.enum(["client", "user"]),
  })
  .partial()
  .required({ audience: true });

const grantPatch = z.strictObject(editable).partial();

function find(call: Call): ClientGrantRecord {
  const grant = call.state.clientGrants.find((candidate) => candidate.id === param(call, "id"));
  if (grant === undefined) throw notFound("The client grant does not exist", "inexistent_client_grant");
  return grant;
}

/**
 * Every scope of a grant is one its API defines
 * [get-started/applications/application-access-to-apis-client-grants].
 */
function checkScopes(state: TenantState, audience: string, wanted: readonly string[]): void {
  const api = state.resourceServers.find((server) => server.identifier === audience);
  if (api === undefined)
    throw notFound(`Resource server not found: ${audience}`, "inexistent_resource_server");
  const defined = Array.isArray(api["scopes"])
    ? (api["scopes"] as { value: string }[]).map(({ value }) => value)
    : [];
  const unknown = wanted.filter((each) => !defined.includes(each));
  if (unknown.length > 0) {
    throw badRequest(
      `One or more scopes are not defined in the resource server: ${unknown.join(", ")}`,
      "invalid_scope",
    );
  }
}

function create({ state, body: sent }: Call): Answer {
  const body = checked(newGrant, sent);
  if (body.client_id !== undefined) findClient(state, body.client_id);
  checkScopes(state, body.audience, body.scope ?? []);
  const subject = body.subject_type ?? "client";
  const taken = state.clientGrants.some(
    (grant) =>
      grant.audience === body.audience &&
      grant.client_id === body.client_id &&
      grant["default_for"] === body.default_for &&
      grant["subject_type"] === subject,
  );
  if (taken) {
    throw conflict(
      "A resource server with the same identifier and client already has a grant",
      "client_grant_conflict",
    );
  }
  const grant: ClientGrantRecord = {
    ...withoutNulls(body),
    audience: body.audience,
    id: newId.clientGrant(),
    subject_type: subject,
  };
  state.clientGrants.push(grant);
  return created(grant);
}

function update(call: Call): Answer {
  const grant = find(call);
  const patch = checked(grantPatch, call.body);
  if (patch.scope) checkScopes(call.state, grant.audience, patch.scope);
  replaceMembers(grant, mergePatch(grant, { ...patch }));
  return ok(grant);
}

function list({ state, query }: Call): Answer {
  const found = state.clientGrants.filter((grant) =>
    ["audience", "client_id", "subject_type", "default_for"].every(
      (name) => query[name] === undefined || grant[name] === query[name],
    ),
  );
  return ok(listAnswer("client_grants", found, query));
}

const read = ["read:client_grants"];

export const clientGrants: Endpoint[] = [
  { method: "GET", path: "/client-grants", scopes: read, run: list },
  { method: "POST", path: "/client-grants", scopes: ["create:client_grants"], run: create },
  { method: "GET", path: "/client-grants/:id", scopes: read, run: (call) => ok(find(call)) },
  { method: "PATCH", path: "/client-grants/:id", scopes: ["update:client_grants"], run: update },
  {
    method: "DELETE",
    path: "/client-grants/:id",
    scopes: ["delete:client_grants"],
    run: (call) => {
      const id = param(call, "id");
      call.state.clientGrants = call.state.clientGrants.filter((grant) => grant.id !== id);
      return noContent;
    },
  },
];
