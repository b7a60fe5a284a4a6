import type { JsonObject } from "../json.ts";

const lifetimes = {
  idle_session_lifetime: 72,
  ephemeral_session_lifetime: 72,
  idle_ephemeral_session_lifetime: 24,
  session_lifetime: 168,
};

const flags = {
  allow_changing_enable_sso: false,
  disable_impersonation: true,
  enable_sso: true,
  universal_login: true,
  revoke_refresh_token_grant: false,
  disable_clickjack_protection_headers: false,
};

/** Settings of a tenant created after the phone experiences were unified (March 2025). */
export const unifiedSettings: JsonObject = {
  default_audience: "",
  default_directory: "",
  enabled_locales: ["en"],
  flags,
  friendly_name: "Sandbox",
  ...lifetimes,
  sandbox_version: "22",
  oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
  resource_parameter_profile: "compatibility",
  phone_consolidated_experience: true,
};

/** Settings of an older tenant, including those that tenants of that time were given. */
export const legacySettings: JsonObject = {
  change_password: { enabled: false },
  default_directory: "Username-Password-Authentication",
  enabled_locales: ["en"],
  flags: {
    ...flags,
    allow_legacy_delegation_grant_types: true,
    allow_legacy_ro_grant_types: true,
    allow_other_legacy_grant_types: true,
    enable_dynamic_client_registration: true,
  },
  friendly_name: "Sandbox",
  guardian_mfa_page: { enabled: false },
  ...lifetimes,
  picture_url: "https://cdn.auth0.com/styleguide/components/1.0.8/media/logos/img/badge.png",
  sandbox_version: "22",
  oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
  universal_login: { colors: { page_background: "#000000", primary: "#0059d6" } },
  resource_parameter_profile: "audience",
  phone_consolidated_experience: false,
  client_id_metadata_document_supported: true,
  dynamic_client_registration_security_mode: "permissive",
};

export const promptDefaults: JsonObject = {
  universal_login_experience: "new",
  identifier_first: false,
  webauthn_platform_first_factor: true,
};
