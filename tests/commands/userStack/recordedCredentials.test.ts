import { expect, test } from "vitest";
import { exported, secret } from "../../support/pulumi/exported.ts";
import { credentialsIn, exportWithSecrets } from "../../../commands/userStack/recordedCredentials.ts";

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

test.each([[{}], [{ deployment: {} }], [{ deployment: { resources: null } }]])(
  "a state without resources has no credentials: %j",
  (state) => {
    expect(credentialsIn(state)).toEqual([]);
  },
);

test("a stack that can't be exported has no credentials; pulumi reports the reason", async () => {
  const pulumi = { pulumi: () => Promise.resolve({ code: 1, stdout: "", stderr: "no stack named" }) };
  expect(credentialsIn(await exportWithSecrets(pulumi, "dev"))).toEqual([]);
});
