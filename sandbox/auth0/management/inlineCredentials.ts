import { invalidBody } from "../errors.ts";
import { isObject } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ClientRecord, CredentialRecord } from "../state/tenantState.ts";
import { credentialOf, newCredential } from "./credential.ts";
import { checked } from "./validation.ts";

/** The objects in a client that name credentials, by path [API: clients]. */
function holdersIn(client: JsonObject): JsonObject[] {
  const methods = client["client_authentication_methods"];
  const single = ["signed_request_object", "token_vault_privileged_access"].map((name) => client[name]);
  return [...(isObject(methods) ? Object.values(methods) : []), ...single].filter(isObject);
}

const entriesOf = ({ credentials }: JsonObject): JsonObject[] =>
  Array.isArray(credentials) ? credentials.filter(isObject) : [];

/**
 * Creates the credentials in a new client; the client keeps only their ids (recorded creates and reads of
 * clients with keys).
 */
export function takeCredentials(client: ClientRecord, now: Date): CredentialRecord[] {
  return holdersIn(client).flatMap((holder) => {
    const made = entriesOf(holder).map((sent) =>
      credentialOf(client.client_id, checked(newCredential, sent), now),
    );
    if ("credentials" in holder) holder["credentials"] = made.map(({ id }) => ({ id }));
    return made;
  });
}

/** An existing client accepts credentials only by id [API: clients, patch-clients-by-id]. */
export function checkNamesCredentials(patch: JsonObject): void {
  for (const holder of holdersIn(patch)) {
    if (entriesOf(holder).some(({ id }) => typeof id !== "string"))
      throw invalidBody("'Missing required property: id' on property credentials");
  }
}

/** A client with its credentials in full, as in the response to its create (recorded). */
export function withCredentials(
  client: JsonObject,
  made: readonly CredentialRecord[],
  view: (credential: CredentialRecord) => JsonObject,
): JsonObject {
  const shown = structuredClone(client);
  for (const holder of holdersIn(shown)) {
    if (!("credentials" in holder)) continue;
    const ids = entriesOf(holder).map(({ id }) => id);
    holder["credentials"] = made.filter(({ id }) => ids.includes(id)).map(view);
  }
  return shown;
}
