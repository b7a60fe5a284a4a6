import {
  isAbsent,
  isProperties,
  isZero,
  mapProperties,
  type Properties,
  type Value,
} from "../../bridge/schema/value.ts";
import { toApi } from "../../bridge/schema/wire.ts";
import { clientFields } from "./clientFields.ts";
import type { Change, Update } from "../../bridge/lifecycle/resource.ts";
import type { ManagementApi } from "../tenant/api.ts";

/** Cleared by a separate PATCH with null, if the program removes them. */
const nullable = {
  defaultOrganization: "default_organization",
  sessionTransfer: "session_transfer",
  oidcLogout: "oidc_backchannel_logout",
  crossOriginLoc: "cross_origin_loc",
  encryptionKey: "encryption_key",
  tokenQuota: "token_quota",
  skipNonVerifiableCallbackUriConfirmationPrompt: "skip_non_verifiable_callback_uri_confirmation_prompt",
  organizationDiscoveryMethods: "organization_discovery_methods",
  tokenExchange: "token_exchange",
  asyncApprovalNotificationChannels: "async_approval_notification_channels",
  fedcmLogin: "fedcm_login",
} as const;

/** A client's authentication method follows from its type, and is only sent on a create. */
export function authenticationOf(inputs: Properties): Properties {
  switch (inputs["appType"]) {
    case "native":
    case "spa":
      return { token_endpoint_auth_method: "none" };
    case "regular_web":
    case "non_interactive":
      return { token_endpoint_auth_method: "client_secret_post" };
    default:
      return isAbsent(inputs["isTokenEndpointIpHeaderTrusted"])
        ? {}
        : { token_endpoint_auth_method: "client_secret_post" };
  }
}

/** The inputs in the API's form, without those that the update omits. */
export function clientBody(inputs: Properties): Properties {
  const { oidcBackchannelLogoutUrls: urls, resourceServerIdentifier, ...others } = inputs;
  const sent = toApi(clientFields, others);
  delete sent["oidc_backchannel_logout_urls"];
  if (!isAbsent(urls)) sent["oidc_backchannel_logout"] = { backchannel_logout_urls: urls };
  if (inputs["appType"] === "resource_server" && !isAbsent(resourceServerIdentifier)) {
    sent["resource_server_identifier"] = resourceServerIdentifier;
  }
  const prompt = inputs["skipNonVerifiableCallbackUriConfirmationPrompt"];
  delete sent["skip_non_verifiable_callback_uri_confirmation_prompt"];
  if (prompt === "true" || prompt === "false") {
    sent["skip_non_verifiable_callback_uri_confirmation_prompt"] = prompt === "true";
  }
  for (const name of ["async_approval_notification_channels", "organization_discovery_methods"]) {
    if (isZero(sent[name])) Reflect.deleteProperty(sent, name);
  }
  const token = sent["refresh_token"];
  if (isProperties(token) && isZero(token["policies"])) delete token["policies"];
  const organization = inputs["defaultOrganization"];
  if (isProperties(organization) && organization["disable"] === true) delete sent["default_organization"];
  return sent;
}

/** The API merges metadata: what the program removed is sent as null. */
export function changedMetadata({ inputs, prior, changed }: Update<ManagementApi>): Properties {
  if (!changed("clientMetadata")) return {};
  const [wanted, before] = [inputs["clientMetadata"], prior["clientMetadata"]];
  const removed = isProperties(before) ? mapProperties(before, () => null) : {};
  const merged = { ...removed, ...(isProperties(wanted) ? wanted : {}) };
  return Object.keys(merged).length > 0 ? { client_metadata: merged } : {};
}

/** Some are only sent if they changed, because the API rejects them otherwise. */
export function changedBody({ changed }: Change<ManagementApi>, sent: Properties): Properties {
  const onlyChanged = {
    requirePushedAuthorizationRequests: "require_pushed_authorization_requests",
    sso: "sso",
    clientMetadata: "client_metadata",
    sessionTransfer: "session_transfer",
    defaultOrganization: "default_organization",
    tokenExchange: "token_exchange",
  };
  const kept = { ...sent };
  for (const [name, api] of Object.entries(onlyChanged)) {
    if (!changed(name)) Reflect.deleteProperty(kept, api);
  }
  const jwt = kept["jwt_configuration"];
  if (isProperties(jwt)) {
    const rest = { ...jwt };
    delete rest["secret_encoded"];
    if (!changed("jwtConfiguration.lifetimeInSeconds")) delete rest["lifetime_in_seconds"];
    if (!changed("jwtConfiguration.scopes")) delete rest["scopes"];
    kept["jwt_configuration"] = rest;
    if (Object.keys(rest).length === 0) delete kept["jwt_configuration"];
  }
  return kept;
}

/** What an update sets to null first. */
export function clearedFields({ inputs, changed }: Change<ManagementApi>): Properties {
  const cleared: Properties = {};
  for (const [name, api] of Object.entries(nullable)) {
    if (changed(name) && isCleared(name, inputs[name] ?? null)) cleared[api] = null;
  }
  return cleared;
}

function isCleared(name: string, given: Value): boolean {
  if (name === "defaultOrganization" && isProperties(given)) {
    return given["disable"] === true || (isAbsent(given["flows"]) && isAbsent(given["organizationId"]));
  }
  if (name === "sessionTransfer" && isProperties(given)) {
    const settings = [
      "canCreateSessionTransferToken",
      "enforceDeviceBinding",
      "allowedAuthenticationMethods",
      "delegation",
    ];
    return settings.every((setting) => isZero(given[setting]));
  }
  if (name === "tokenQuota" && isProperties(given)) {
    return (
      !isProperties(given["clientCredentials"]) || Object.values(given["clientCredentials"]).every(isZero)
    );
  }
  return isZero(given);
}
