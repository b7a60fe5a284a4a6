import { z } from "zod";
import { isObject, mergePatch, omit } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { ok } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { selectFields } from "./fields.ts";
import { checked } from "./validation.ts";

const text = z.string().nullable();
const flag = z.boolean().nullable();
const hours = z.number().nullable();
const object = z.record(z.string(), z.unknown()).nullable();

const settingsPatch = z
  .strictObject({
    change_password: object,
    device_flow: object,
    guardian_mfa_page: object,
    default_audience: text,
    default_directory: text,
    error_page: object,
    default_token_quota: object,
    flags: z.record(z.string(), z.boolean()).nullable(),
    friendly_name: text,
    picture_url: text,
    support_email: text,
    support_url: text,
    allowed_logout_urls: z.array(z.string()).nullable(),
    session_lifetime: hours,
    session_lifetime_in_minutes: hours,
    idle_session_lifetime: hours,
    idle_session_lifetime_in_minutes: hours,
    ephemeral_session_lifetime: hours,
    idle_ephemeral_session_lifetime: hours,
    ephemeral_session_lifetime_in_minutes: hours,
    idle_ephemeral_session_lifetime_in_minutes: hours,
    sandbox_version: text,
    legacy_sandbox_version: text,
    default_redirection_uri: text,
    enabled_locales: z.array(z.string()).nullable(),
    security_headers: object,
    session_cookie: object,
    sessions: object,
    oidc_logout: object,
    customize_mfa_in_postlogin_action: flag,
    allow_organization_name_in_authentication_api: flag,
    acr_values_supported: z.array(z.string()).nullable(),
    mtls: object,
    universal_login: object,
    pushed_authorization_requests_supported: flag,
    authorization_response_iss_parameter_supported: flag,
    skip_non_verifiable_callback_uri_confirmation_prompt: flag,
    resource_parameter_profile: text,
    client_id_metadata_document_supported: flag,
    enable_ai_guide: flag,
    phone_consolidated_experience: flag,
    include_session_metadata_in_tenant_logs: flag,
    dynamic_client_registration_security_mode: text,
    country_codes: object,
  })
  .partial();

/** Flags that a PATCH returns and a GET does not (recorded). */
const flagsOfPatch = {
  cannot_change_enforce_client_authentication_on_passwordless_start: true,
  enforce_client_authentication_on_passwordless_start: true,
};

function read({ state, query }: Call): Answer {
  // Only a GET contains the available runtimes, and the metadata document switch even if unset (recorded).
  const settings: JsonObject = {
    client_id_metadata_document_supported: false,
    ...state.settings,
    sandbox_versions_available: ["22", "18"],
  };
  return ok(selectFields(settings, query));
}

const inMinutes = "_in_minutes";

/**
 * Lifetimes sent in minutes are stored and returned in hours: 15 minutes are 0.25 [API: tenants,
 * patch-settings; go-auth0's test of tenant settings].
 */
function inHours(sent: JsonObject): JsonObject {
  const minutes = Object.entries(sent).filter(([name]) => name.endsWith(inMinutes));
  const hours = minutes.flatMap(([name, value]) =>
    typeof value === "number" ? [[name.slice(0, -inMinutes.length), value / 60]] : [],
  );
  const names = minutes.map(([name]) => name);
  return { ...omit(sent, names), ...(Object.fromEntries(hours) as JsonObject) };
}

function update({ state, body }: Call): Answer {
  const patch = inHours(checked(settingsPatch, body));
  // Switching the dynamic error page or mTLS off is null; so is clearing the redirection URI with ""
  // (recorded).
  if (patch["default_redirection_uri"] === "") patch["default_redirection_uri"] = null;
  const replaced = ["error_page", "device_flow", "default_token_quota"].filter((name) =>
    isObject(patch[name]),
  );
  state.settings = mergePatch(omit(state.settings, replaced), patch);
  const flags = isObject(state.settings["flags"]) ? state.settings["flags"] : {};
  return ok({ ...state.settings, flags: { ...flags, ...flagsOfPatch } });
}

export const tenantSettings: Endpoint[] = [
  { method: "GET", path: "/tenants/settings", scopes: ["read:tenant_settings"], run: read },
  { method: "PATCH", path: "/tenants/settings", scopes: ["update:tenant_settings"], run: update },
];
