import { uniqueId } from "../../bridge/lifecycle/resource.ts";
import {
  bool,
  int,
  object,
  string,
  strings,
  type Fields,
  type Property,
} from "../../bridge/schema/property.ts";
import { isAbsent, isProperties, type Properties, type Value } from "../../bridge/schema/value.ts";
import { fromApi } from "../../bridge/schema/wire.ts";
import { textArguments } from "../../bridge/functions/arguments.ts";
import type { DataFunction } from "../../bridge/functions/function.ts";
import type { ManagementApi } from "../tenant/api.ts";

const flagNames = (
  "allowLegacyDelegationGrantTypes allowLegacyRoGrantTypes allowLegacyTokeninfoEndpoint dashboardInsightsView " +
  "dashboardLogStreamsNext disableClickjackProtectionHeaders disableFieldsMapFix disableManagementApiSmsObfuscation " +
  "enableAdfsWaadEmailVerification enableApisSection enableClientConnections enableCustomDomainInEmails " +
  "enableDynamicClientRegistration enableIdtokenApi2 enableLegacyLogsSearchV2 enableLegacyProfile enablePipeline2 " +
  "enablePublicSignupUserExistsError enableSso mfaShowFactorListOnEnrollment noDiscloseEnterpriseConnections " +
  "removeAlgFromJwks requirePushedAuthorizationRequests revokeRefreshTokenGrant useScopeDescriptionsForConsent"
).split(" ");

/** In the API's names, digits belong to the word before them. */
const flagApiNames: Record<string, string> = {
  enableIdtokenApi2: "enable_idtoken_api2",
  enableLegacyLogsSearchV2: "enable_legacy_logs_search_v2",
  enablePipeline2: "enable_pipeline2",
};

const flags: Fields = Object.fromEntries(
  flagNames.map((name): [string, Property] => {
    const api = flagApiNames[name];
    return [name, bool(api === undefined ? {} : { api })];
  }),
);

/** On by default in Auth0, unlike the other flags. */
const flagsOnByDefault: Properties = {
  enable_client_connections: true,
  enable_pipeline2: true,
  disable_management_api_sms_obfuscation: true,
};

const quota = object({ enforce: bool(), perDay: int(), perHour: int() });

const fields: Fields = {
  acrValuesSupporteds: strings({ terraform: "acr_values_supported" }),
  allowOrganizationNameInAuthenticationApi: bool(),
  allowedLogoutUrls: strings(),
  clientIdMetadataDocumentSupported: bool(),
  customizeMfaInPostloginAction: bool(),
  defaultAudience: string(),
  defaultDirectory: string(),
  defaultRedirectionUri: string(),
  defaultTokenQuotas: object(
    { clients: object({ clientCredentials: quota }), organizations: object({ clientCredentials: quota }) },
    { terraform: "default_token_quota" },
  ),
  dynamicClientRegistrationSecurityMode: string(),
  enabledLocales: strings(),
  ephemeralSessionLifetime: int(),
  errorPages: object({ html: string(), showLogLink: bool(), url: string() }, { terraform: "error_page" }),
  flags: object(flags),
  friendlyName: string(),
  idleEphemeralSessionLifetime: int(),
  idleSessionLifetime: int(),
  phoneConsolidatedExperience: bool(),
  pictureUrl: string(),
  pushedAuthorizationRequestsSupported: bool(),
  resourceParameterProfile: string(),
  sandboxVersion: string(),
  sessionCookies: object({ mode: string() }, { terraform: "session_cookie" }),
  sessionLifetime: int(),
  supportEmail: string(),
  supportUrl: string(),
};

/** The default in hours. */
const lifetimes: Properties = {
  session_lifetime: 168,
  idle_session_lifetime: 72,
  ephemeral_session_lifetime: 72,
  idle_ephemeral_session_lifetime: 24,
};

/** The tenant's settings. Objects come as lists of one item: data sources are not flattened. */
export const getTenant: DataFunction<ManagementApi> = async (api, args) => {
  textArguments(args, []);
  const settings = asProperties(await api.send("GET", "/tenants/settings"));
  const read = fromApi(fields, {
    ...lifetimes,
    ...withoutNulls(settings),
    flags: isProperties(settings["flags"])
      ? { ...flagsOnByDefault, ...withoutNulls(settings["flags"]) }
      : null,
    session_cookie: asProperties(settings["session_cookie"]),
  });
  const mtls = settings["mtls"];
  const prompt = settings["skip_non_verifiable_callback_uri_confirmation_prompt"];
  return {
    ...read,
    ...listed(read),
    id: uniqueId(),
    domain: new URL(`https://${api.domain}`).hostname,
    managementApiIdentifier: `https://${api.domain}/api/v2/`,
    disableAcrValuesSupported: !Array.isArray(settings["acr_values_supported"]),
    mtls: [
      {
        disable: !isProperties(mtls),
        enableEndpointAliases: isProperties(mtls) && mtls["enable_endpoint_aliases"] === true,
      },
    ],
    oidcLogouts: [
      {
        rpLogoutEndSessionEndpointDiscovery: flag(
          settings["oidc_logout"],
          "rp_logout_end_session_endpoint_discovery",
        ),
      },
    ],
    sessions: [{ oidcLogoutPromptEnabled: flag(settings["sessions"], "oidc_logout_prompt_enabled") }],
    skipNonVerifiableCallbackUriConfirmationPrompt: typeof prompt === "boolean" ? String(prompt) : "null",
  };
};

function listed(read: Properties): Properties {
  const names = ["defaultTokenQuotas", "errorPages", "flags", "sessionCookies"];
  return Object.fromEntries(names.map((name) => [name, isAbsent(read[name]) ? [] : [read[name]]]));
}

/** On unless the tenant turns it off. */
function flag(group: Value | undefined, name: string): boolean {
  return !isProperties(group) || group[name] !== false;
}

function asProperties(value: Value | undefined): Properties {
  return isProperties(value) ? value : {};
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
