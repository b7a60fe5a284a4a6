import { expect, test } from "vitest";
import { clientState } from "../../../../sandbox/plugins/auth0/resources/client.ts";
import {
  changedBody,
  clearedFields,
  clientBody,
} from "../../../../sandbox/plugins/auth0/resources/clientBody.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { fakeApi } from "./fakeApi.ts";

const state = (found: object) => clientState({ client_id: "abc", name: "App", ...found });

// As the official plugin reads a client.
test.each([
  [
    {},
    {
      signingKeys: null,
      oidcBackchannelLogoutUrls: [],
      skipNonVerifiableCallbackUriConfirmationPrompt: "null",
    },
  ],
  [{ signing_keys: [{ cert: "c" }] }, { signingKeys: [{ cert: "c" }] }],
  [
    { oidc_backchannel_logout: { backchannel_logout_urls: ["https://a.example.com"] } },
    { oidcBackchannelLogoutUrls: ["https://a.example.com"] },
  ],
  [{ oidc_backchannel_logout: {} }, { oidcBackchannelLogoutUrls: [] }],
  [
    { skip_non_verifiable_callback_uri_confirmation_prompt: true },
    { skipNonVerifiableCallbackUriConfirmationPrompt: "true" },
  ],
  [
    { skip_non_verifiable_callback_uri_confirmation_prompt: false },
    { skipNonVerifiableCallbackUriConfirmationPrompt: "false" },
  ],
  [{}, { defaultOrganization: { disable: true, flows: [], organizationId: "" }, addons: null }],
])("a client with %j", (found, expected) => {
  expect(state(found)).toMatchObject(expected);
});

const organization = { flows: ["client_credentials"], organizationId: "org_1" };
test.each<[string, Properties, Properties]>([
  ["none", {}, { default_organization: null }],
  [
    "one that is turned off",
    { defaultOrganization: { ...organization, disable: true } },
    { default_organization: null },
  ],
  ["one without its settings", { defaultOrganization: {} }, { default_organization: null }],
  ["one with them", { defaultOrganization: organization }, {}],
])("fields to clear before an update of the organization: %s", (_, inputs, cleared) => {
  const changed = (path: string) => path === "defaultOrganization";
  expect(clearedFields({ api: fakeApi({}), inputs, planned: inputs, changed })).toEqual(cleared);
});

/** The settings that only an update with a change of theirs sends. */
const sentIfChanged = [
  ["requirePushedAuthorizationRequests", { require_pushed_authorization_requests: false }],
  ["sso", { sso: false }],
  ["clientMetadata", { client_metadata: {} }],
  ["sessionTransfer", { session_transfer: {} }],
  ["defaultOrganization", { default_organization: {} }],
  ["tokenExchange", { token_exchange: {} }],
  ["jwtConfiguration.lifetimeInSeconds", { jwt_configuration: { lifetime_in_seconds: 60 } }],
  ["jwtConfiguration.scopes", { jwt_configuration: { scopes: {} } }],
] as const;

test.each(sentIfChanged)("an update sends %s only if it has changed", (name, sent) => {
  const withChange = (isChanged: boolean) => {
    const changed = (path: string) => isChanged && path === name;
    return changedBody({ api: fakeApi({}), inputs: {}, planned: {}, changed }, { name: "App", ...sent });
  };
  expect(withChange(true)).toEqual({ name: "App", ...sent });
  expect(withChange(false)).toEqual({ name: "App" });
});

test.each<[string, Properties, Properties]>([
  ["empty lists of channels", { asyncApprovalNotificationChannels: [] }, {}],
  ["no discovery methods", { organizationDiscoveryMethods: [] }, {}],
  [
    "discovery methods",
    { organizationDiscoveryMethods: ["email"] },
    { organization_discovery_methods: ["email"] },
  ],
  ["an organization that is turned off", { defaultOrganization: { disable: true } }, {}],
  [
    "logout URLs",
    { oidcBackchannelLogoutUrls: ["https://a.example.com"] },
    { oidc_backchannel_logout: { backchannel_logout_urls: ["https://a.example.com"] } },
  ],
  [
    "an API of an application that is none",
    { appType: "spa", resourceServerIdentifier: "https://a" },
    { app_type: "spa" },
  ],
  [
    "an API's identifier",
    { appType: "resource_server", resourceServerIdentifier: "https://a" },
    { app_type: "resource_server", resource_server_identifier: "https://a" },
  ],
])("a client is sent with %s", (_, inputs, sent) => {
  expect(clientBody(inputs)).toEqual(sent);
});
