import { expect, test } from "vitest";
import { clientState } from "../../../../sandbox/plugins/auth0/resources/client.ts";
import { clearedFields } from "../../../../sandbox/plugins/auth0/resources/clientBody.ts";
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
