import { expect, test } from "vitest";
import { exported, secret } from "../../support/pulumi/exported.ts";
import { attachedNumbersIn, credentialsIn, outputsIn } from "../../../commands/userStack/revealedState.ts";

test("lists each provider's credentials, secret or not, by their keys", () => {
  const auth0 = { domain: "acme.eu.auth0.com", clientId: "id", clientSecret: secret("rotated") };
  const found = credentialsIn(
    exported(
      { type: "pulumi:providers:auth0", inputs: auth0 },
      { type: "pulumi:providers:twilio", inputs: { accountSid: "AC1", authToken: secret("token") } },
      { type: "pulumi:providers:twilio", inputs: { apiKey: "SK1", apiSecret: secret("of a key") } },
      { type: "pulumi:providers:pulumi" },
      { type: "auth0:index/client:Client", inputs: { clientId: "another" } },
    ),
  );
  expect(found).toEqual([
    { "auth0:clientId": "id", "auth0:clientSecret": "rotated" },
    { "twilio:accountSid": "AC1", "twilio:authToken": "token" },
    { "twilio:apiKey": "SK1", "twilio:apiSecret": "of a key" },
  ]);
});

test.each([
  ["a provider that has its credentials from the environment", { domain: "acme.eu.auth0.com" }],
  ["empty ones", { clientId: "", clientSecret: secret("") }],
])("%s: no credentials", (_, inputs) => {
  expect(credentialsIn(exported({ type: "pulumi:providers:auth0", inputs }))).toEqual([{}]);
});

test("finds the numbers that are attached to a Messaging Service", () => {
  const urn = (type: string) => `urn:pulumi:dev::auth0-phone-mfa::${type}::+15005550006`;
  const types = ["phoneNumber:PhoneNumber", "messagingPhoneNumber:MessagingPhoneNumber"];
  const state = exported(
    ...types.map((name) => `twilio:index/${name}`).map((type) => ({ type, urn: urn(type) })),
  );
  expect(attachedNumbersIn(state)).toEqual(["+15005550006"]);
});

test("finds the outputs, which are those of the stack", () => {
  const state = exported(
    { type: "pulumi:pulumi:Stack", outputs: { clientId: "c" } },
    { type: "auth0:index/client:Client", outputs: { clientId: "another" } },
  );
  expect(outputsIn(state)).toEqual({ clientId: "c" });
});

test.each([[{}], [{ deployment: {} }], [{ deployment: { resources: null } }]])(
  "a state without resources has no credentials and no outputs: %j",
  (state) => {
    expect(credentialsIn(state)).toEqual([]);
    expect(outputsIn(state)).toEqual({});
  },
);
