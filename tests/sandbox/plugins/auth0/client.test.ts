import { expect, test } from "vitest";
import { clientState } from "../../../../sandbox/plugins/auth0/resources/client.ts";

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
