import type { Adapter, AdapterPayload } from "oidc-provider";
import type { ClientRecord, TenantState } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";

export const mfaOobGrant = "http://auth0.com/oauth/grant-type/mfa-oob";
export const mfaRecoveryGrant = "http://auth0.com/oauth/grant-type/mfa-recovery-code";
export const passwordRealmGrant = "http://auth0.com/oauth/grant-type/password-realm";

/** Grants that are emulated for users; a client may be allowed more. */
const userGrants = [
  "authorization_code",
  "refresh_token",
  "password",
  passwordRealmGrant,
  mfaOobGrant,
  mfaRecoveryGrant,
];

/** The client with that id, in its current state. */
export function findClient(state: TenantState, id: string | undefined): ClientRecord | undefined {
  return state.clients.find((client) => client.client_id === id);
}

/** Whether a client can't keep a secret: a single-page or native application. */
export function isPublic(client: ClientRecord): boolean {
  return client["token_endpoint_auth_method"] === "none";
}

/**
 * oidc-provider needs some URLs. If there is only one, it uses that for a request that names none; with two,
 * it uses neither. Each request checks the tenant's state for the allowed URLs.
 */
const placeholders = ["https://callback.invalid/1", "https://callback.invalid/2"];

/** A client in oidc-provider's form. Its URLs are compared by our own rules, see `isListed`. */
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

/** The tenant's own tester client is created without a list of grants. */
function grantTypesOf(client: ClientRecord): string[] {
  const grants = client["grant_types"];
  if (Array.isArray(grants)) return grants.map(String);
  return client.global === true ? ["authorization_code"] : [];
}

/** The Management API owns the clients; oidc-provider only reads them. */
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
