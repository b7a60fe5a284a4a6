import { copy, omit } from "../json.ts";
import { newId, newSecret } from "../ids.ts";
import { databaseDefaults, resourceServerDefaults } from "./defaults.ts";
import { guardianDefaults } from "./guardian.ts";
import { managementScopes } from "./scopes.ts";
import { legacySettings, promptDefaults, unifiedSettings } from "./settings.ts";
import type { ClientRecord, TenantSecrets, TenantState } from "./tenantState.ts";

export type PhoneExperience = "unified" | "legacy";

const refreshToken = {
  rotation_type: "non-rotating",
  expiration_type: "non-expiring",
  leeway: 0,
  token_lifetime: 2_592_000,
  infinite_token_lifetime: true,
  infinite_idle_token_lifetime: true,
  idle_token_lifetime: 1_296_000,
};

/** A new tenant as in Auth0, with one machine-to-machine client that may do everything. */
export function seedTenant(
  origin: string,
  phoneExperience: PhoneExperience,
  secrets: TenantSecrets,
): TenantState {
  const machine = machineClient(secrets.machineClientId);
  return {
    version: 1,
    name: "sandbox",
    secrets,
    clients: [globalClient(), machine],
    credentials: [],
    connections: [databaseConnection()],
    users: [],
    resourceServers: [managementApi(origin)],
    clientGrants: [
      {
        id: newId.clientGrant(),
        client_id: machine.client_id,
        audience: managementAudience(origin),
        scope: [...managementScopes],
        subject_type: "client",
      },
    ],
    actions: [],
    bindings: {},
    guardian: guardianDefaults(),
    phoneProviders: [],
    phoneTemplates: [],
    phoneAuthenticators: [],
    recoveryCodes: [],
    browsers: [],
    settings: copy(phoneExperience === "legacy" ? legacySettings : unifiedSettings),
    prompts: copy(promptDefaults),
  };
}

export const managementAudience = (origin: string): string => `${origin}/api/v2/`;

/** Points the tenant's own API at the origin of this start: ports change between starts of one state file. */
export function rebase(state: TenantState, origin: string): void {
  const api = state.resourceServers.find((server) => server.is_system === true);
  if (api === undefined) return;
  const before = api.identifier;
  api.identifier = managementAudience(origin);
  api["scopes"] = managementScopes.map((value) => ({ value }));
  for (const grant of state.clientGrants) if (grant.audience === before) grant.audience = api.identifier;
}

function globalClient(): ClientRecord {
  return {
    name: "All Applications",
    client_id: newId.client(),
    client_secret: newSecret.client(),
    global: true,
    is_first_party: true,
    is_token_endpoint_ip_header_trusted: false,
    oidc_conformant: true,
    callbacks: [],
    jwt_configuration: { alg: "RS256" },
    sso: false,
    sso_disabled: false,
    cross_origin_auth: false,
    custom_login_page_on: true,
    refresh_token: { ...refreshToken },
  };
}

function machineClient(clientId: string): ClientRecord {
  return {
    name: "Sandbox Machine to Machine",
    client_id: clientId,
    client_secret: newSecret.client(),
    app_type: "non_interactive",
    is_first_party: true,
    is_token_endpoint_ip_header_trusted: false,
    oidc_conformant: true,
    jwt_configuration: { alg: "RS256", lifetime_in_seconds: 36_000, secret_encoded: false },
    sso_disabled: false,
    cross_origin_authentication: false,
    grant_types: ["client_credentials"],
    custom_login_page_on: true,
    token_endpoint_auth_method: "client_secret_post",
    refresh_token: { ...refreshToken, token_lifetime: 31_557_600, idle_token_lifetime: 2_592_000 },
  };
}

function databaseConnection(): TenantState["connections"][number] {
  const name = "Username-Password-Authentication";
  return {
    id: newId.connection(),
    name,
    strategy: "auth0",
    // The connection of a new tenant is as old as the tenant: recorded ones have the older policy.
    options: { ...omit(databaseDefaults(), ["password_options"]), passwordPolicy: "good" },
    is_domain_connection: false,
    authentication: { active: true },
    connected_accounts: { active: false },
    enabled_clients: [],
    realms: [name],
  };
}

function managementApi(origin: string): TenantState["resourceServers"][number] {
  return {
    id: newId.resourceServer(),
    name: "Auth0 Management API",
    identifier: managementAudience(origin),
    ...resourceServerDefaults(),
    scopes: managementScopes.map((value) => ({ value })),
    is_system: true,
  };
}
