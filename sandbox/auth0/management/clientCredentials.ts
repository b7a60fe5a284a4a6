import { z } from "zod";
import { conflict, notFound } from "../errors.ts";
import { isObject } from "../json.ts";
import type { CredentialRecord } from "../state/tenantState.ts";
import { findClient } from "./clients.ts";
import { credentialOf, credentialView, expiresAt, newCredential } from "./credential.ts";
import { created, noContent, ok, param, timestamp } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

function find(call: Call): CredentialRecord {
  const client = findClient(call.state, param(call, "id"));
  const found = call.state.credentials.find(
    (each) => each.client_id === client.client_id && each.id === param(call, "credential"),
  );
  if (found === undefined)
    throw notFound("The client credential does not exist", "inexistent_client_credential");
  return found;
}

function create(call: Call): Answer {
  const client = findClient(call.state, param(call, "id"));
  const body = checked(newCredential, call.body);
  const credential = credentialOf(client.client_id, body, call.now);
  call.state.credentials.push(credential);
  return created(credentialView(credential));
}

function update(call: Call): Answer {
  const credential = find(call);
  const { expires_at: expires } = checked(z.strictObject({ expires_at: expiresAt }), call.body);
  if (typeof expires === "string") credential["expires_at"] = new Date(expires).toISOString();
  else delete credential["expires_at"];
  credential["updated_at"] = timestamp(call.now);
  return ok(credentialView(credential));
}

/** A credential that its client uses can't be deleted [secure/application-credentials]. */
function remove(call: Call): Answer {
  const credential = find(call);
  const client = findClient(call.state, credential.client_id);
  const uses = JSON.stringify([client["client_authentication_methods"], client["signed_request_object"]]);
  if (uses.includes(credential.id))
    throw conflict("The credential is in use by the client", "credential_in_use");
  call.state.credentials = call.state.credentials.filter((each) => each !== credential);
  return noContent;
}

function list(call: Call): Answer {
  const client = findClient(call.state, param(call, "id"));
  return ok(
    call.state.credentials
      .filter((each) => each.client_id === client.client_id)
      .filter(isObject)
      .map(credentialView),
  );
}

const path = "/clients/:id/credentials";
const read = ["read:client_credentials"];

export const clientCredentials: Endpoint[] = [
  { method: "GET", path, scopes: read, run: list },
  { method: "POST", path, scopes: ["create:client_credentials"], run: create },
  { method: "GET", path: `${path}/:credential`, scopes: read, run: (call) => ok(credentialView(find(call))) },
  { method: "PATCH", path: `${path}/:credential`, scopes: ["update:client_credentials"], run: update },
  { method: "DELETE", path: `${path}/:credential`, scopes: ["delete:client_credentials"], run: remove },
];
