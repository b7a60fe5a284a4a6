import type { Adapter, AdapterPayload } from "oidc-provider";
import type { ClientRecord, TenantState } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";

export const mfaOobGrant = "http://auth0.com/oauth/grant-type/mfa-oob";
export const mfaRecoveryGrant = "http://auth0.com/oauth/grant-type/mfa-recovery-code";
export const passwordRealmGrant = "http://auth0.com/oauth/grant-type/password-realm";

/** Grants that users get tokens by here; a client may be allowed more, which are then not emulated. */
const userGrants = [
  "authorization_code",
  "refresh_token",
  "password",
  passwordRealmGrant,
  mfaOobGrant,
  mfaRecoveryGrant,
];

/** The client of that id, as the Management API has it at this moment. */
export function findClient(state: TenantState, id: string | undefined): ClientRecord | undefined {
  return state.clients.find((client) => client.client_id === id);
}

/** True for a client that can keep no secret: a single-page or native application. */
export function isPublic(client: ClientRecord): boolean {
  return client["token_endpoint_auth_method"] === "none";
}

/**
 * oidc-provider wants some, and takes a single one for the one meant where a request names none; of two it
 * takes neither. Which addresses are good is asked of the tenant's state each time.
 */
const placeholders = ["https://callback.invalid/1", "https://callback.invalid/2"];

/** What oidc-provider is told of a client. Its URLs are compared by our own rules, see `isListed`. */
function oidcMetadata(client: ClientRecord): AdapterPayload {
  const allowed = grantTypesOf(client);
  const grants = allowed.filter((name) => userGrants.includes(name));
  const usesCode = grants.includes("authorization_code");
  return {
    client_id: client.client_id,
    client_name: client.name,
    ...(isPublic(client) || client.client_secret === undefined
      ? { token_endpoint_auth_method: "none" }
      : { token_endpoint_auth_method: "client_secret_post", client_secret: client.client_secret }),
    grant_types: grants,
    response_types: usesCode ? ["code"] : [],
    redirect_uris: usesCode ? placeholders : [],
    application_type: "web",
  };
}

/** The tenant's own tester client is made without a list of grants. */
function grantTypesOf(client: ClientRecord): string[] {
  const grants = client["grant_types"];
  if (Array.isArray(grants)) return grants.map(String);
  return client.global === true ? ["authorization_code"] : [];
}

/** Clients are the Management API's own; oidc-provider only reads them. */
export function clientAdapter(tenant: Tenant): Adapter {
  const refused = () => Promise.reject(new Error("Clients are made by the Management API only."));
  return {
    find: (id: string) => {
      const client = findClient(tenant.state, id);
      return Promise.resolve(client === undefined ? undefined : oidcMetadata(client));
    },
    upsert: refused,
    findByUid: refused,
    findByUserCode: refused,
    consume: refused,
    destroy: refused,
    revokeByGrantId: refused,
  };
}
