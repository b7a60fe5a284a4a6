import { isObject } from "../json.ts";
import type { JsonObject } from "../json.ts";

const year = 31_557_600;
const month = 2_592_000;

/**
 * App types whose clients can keep a secret, and so may use client credentials
 * [get-started/applications/application-grant-types].
 */
const publicAppTypes = ["native", "spa"];

/** Refresh token lifetimes by app type, from recorded responses to a minimal create. */
function refreshTokenDefaults(appType: unknown): JsonObject {
  const long = appType === "non_interactive" || appType === "regular_web";
  return {
    rotation_type: "non-rotating",
    expiration_type: "non-expiring",
    leeway: 0,
    token_lifetime: long ? year : month,
    infinite_token_lifetime: true,
    infinite_idle_token_lifetime: true,
    idle_token_lifetime: long ? month : 1_296_000,
  };
}

function grantTypeDefaults(body: JsonObject): string[] {
  const grants = ["authorization_code", "implicit", "refresh_token"];
  const isPublic =
    publicAppTypes.includes(String(body["app_type"])) || body["token_endpoint_auth_method"] === "none";
  return isPublic ? grants : [...grants, "client_credentials"];
}

/** What the server adds to a new client if it is omitted. */
export function clientDefaults(body: JsonObject): JsonObject {
  if (body["app_type"] === "express_configuration") return expressDefaults();
  return {
    is_first_party: true,
    is_token_endpoint_ip_header_trusted: false,
    oidc_conformant: false,
    sso_disabled: false,
    cross_origin_authentication: false,
    custom_login_page_on: true,
    jwt_configuration: { secret_encoded: false, lifetime_in_seconds: 36_000 },
    grant_types: grantTypeDefaults(body),
    refresh_token: refreshTokenDefaults(body["app_type"]),
  };
}

/** Express configuration clients have no secret and one fixed callback (recorded create). */
function expressDefaults(): JsonObject {
  return {
    is_first_party: true,
    is_token_endpoint_ip_header_trusted: false,
    oidc_conformant: true,
    callbacks: ["https://system-admin.okta.com/admin/app/generic/oauth20redirect"],
    sso_disabled: false,
    cross_origin_authentication: false,
    custom_login_page_on: true,
    jwt_configuration: { secret_encoded: false, alg: "RS256" },
    grant_types: ["authorization_code", "client_credentials"],
    refresh_token: refreshTokenDefaults(undefined),
    organization_usage: "require",
    client_authentication_methods: { private_key_jwt: { credentials: [] } },
  };
}

/** The defaults of a client that may transfer sessions [authenticate/single-sign-on/native-to-web]. */
export const sessionTransferDefaults: JsonObject = {
  can_create_session_transfer_token: false,
  enforce_cascade_revocation: true,
  allowed_authentication_methods: [],
  enforce_device_binding: "ip",
  allow_refresh_token: false,
  enforce_online_refresh_tokens: true,
};

/**
 * Expiring refresh tokens have a limited lifetime
 * [secure/tokens/refresh-tokens/configure-refresh-token-expiration].
 */
function refreshTokenExpiry(sent: unknown): JsonObject {
  const expires = isObject(sent) && sent["expiration_type"] === "expiring";
  return expires ? { infinite_token_lifetime: false, infinite_idle_token_lifetime: false } : {};
}

/** Adds defaults to what was sent: sub-objects with their own defaults are completed, not replaced. */
export function withDefaults(body: JsonObject, usualDefaults: JsonObject): JsonObject {
  const refreshToken = isObject(usualDefaults["refresh_token"]) ? usualDefaults["refresh_token"] : {};
  const defaults = {
    ...usualDefaults,
    refresh_token: { ...refreshToken, ...refreshTokenExpiry(body["refresh_token"]) },
  };
  const result: JsonObject = { ...defaults, ...body };
  if (isObject(body["session_transfer"])) {
    result["session_transfer"] = { ...sessionTransferDefaults, ...body["session_transfer"] };
  }
  for (const name of ["refresh_token", "jwt_configuration"]) {
    const sent = body[name];
    const usual = (defaults as JsonObject)[name];
    if (isObject(sent) && isObject(usual)) result[name] = { ...usual, ...sent };
  }
  return result;
}
