import {
  isAbsent,
  isProperties,
  isZero,
  mapProperties,
  type Properties,
  type Value,
  text,
} from "../schema/value.ts";
import { fromApi, toApi } from "../schema/wire.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { clientFields } from "./clientFields.ts";
import { orGone, orThrowGone, type Change, type Resource, type Update } from "./resource.ts";

const path = "/clients";

/** Cleared by a PATCH of their own with null, where the program takes them away. */
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

/** An application. */
export const client: Resource = {
  fields: clientFields,

  async create({ api, inputs }, keep) {
    const created = (await api.send("POST", path, { ...body(inputs), ...newClient(inputs) })) as Properties;
    keep(text(created["client_id"]));
  },

  async read({ api, id, state }) {
    const found = await orGone(api.send("GET", `${path}/${id}`));
    return isProperties(found) ? { ...clientState(found), encryptionKey: encryptionKey(found, state) } : null;
  },

  async update(change) {
    const { api, id, inputs } = change;
    const cleared = clearedFields(change);
    if (Object.keys(cleared).length > 0) await api.send("PATCH", `${path}/${id}`, cleared);
    const sent = { ...changedBody(change, body(inputs)), ...metadata(change) };
    await orThrowGone(api.send("PATCH", `${path}/${id}`, sent));
  },

  async delete({ api, id }) {
    await orGone(api.send("DELETE", `${path}/${id}`));
  },

  stateFromId: lookUp,
};

/** The official provider looks before it imports, and then reads. */
async function lookUp(id: string, api: ManagementApi): Promise<Properties> {
  const found = await orThrowGone(api.send("GET", `${path}/${id}`));
  if (isProperties(found) && found["external_metadata_type"] === "cimd") {
    throw new Error(`client "${id}" is a CIMD client, which takes a resource of its own`);
  }
  return {};
}

/** What the Management API says of a client, as properties. */
export function clientState(found: Properties): Properties {
  const read = fromApi(clientFields, found);
  const backchannel = found["oidc_backchannel_logout"];
  const organization = read["defaultOrganization"];
  const prompt = found["skip_non_verifiable_callback_uri_confirmation_prompt"];
  return {
    ...read,
    addons: null,
    nativeSocialLogin: socialLogin(found["native_social_login"]),
    signingKeys: Array.isArray(found["signing_keys"]) ? found["signing_keys"] : null,
    defaultOrganization: organization ?? { disable: true, flows: [], organizationId: "" },
    oidcBackchannelLogoutUrls: isProperties(backchannel)
      ? (backchannel["backchannel_logout_urls"] ?? [])
      : [],
    // A truth value with a third state: unset reads as the text "null".
    skipNonVerifiableCallbackUriConfirmationPrompt: typeof prompt === "boolean" ? String(prompt) : "null",
  };
}

/** Where the tenant names one of the three, all are shown. */
function socialLogin(found: Value | undefined): Value {
  if (!isProperties(found)) return null;
  const isOn = (name: string): boolean => isProperties(found[name]) && found[name]["enabled"] === true;
  return {
    apple: { enabled: isOn("apple") },
    facebook: { enabled: isOn("facebook") },
    google: { enabled: isOn("google") },
  };
}

/** Set only while it is empty, as in the official provider. */
function encryptionKey(found: Properties, state: Properties): Value {
  const key = found["encryption_key"];
  return isProperties(key) && Object.keys(key).length === 0 ? {} : (state["encryptionKey"] ?? null);
}

/** How a client proves who it is follows from its type, and is sent on a create only. */
function newClient(inputs: Properties): Properties {
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

function body(inputs: Properties): Properties {
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

/** The API merges metadata: what the program took away is sent as null. */
function metadata({ inputs, prior, changed }: Update): Properties {
  if (!changed("clientMetadata")) return {};
  const [wanted, before] = [inputs["clientMetadata"], prior["clientMetadata"]];
  const removed = isProperties(before) ? mapProperties(before, () => null) : {};
  const merged = { ...removed, ...(isProperties(wanted) ? wanted : {}) };
  return Object.keys(merged).length > 0 ? { client_metadata: merged } : {};
}

/** Some are sent only where they changed, because the API refuses them otherwise. */
function changedBody({ changed }: Change, sent: Properties): Properties {
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

function clearedFields({ inputs, changed }: Change): Properties {
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
