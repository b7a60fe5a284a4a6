import { expect, test } from "vitest";
import { haveCredentialsChanged } from "../../../commands/userStack/sentCredentials.ts";
import { fingerprintOf } from "../../../components/fingerprint.ts";
import { declareSender } from "../../../senders/index.ts";
import { exported, secret } from "../../support/pulumi/exported.ts";

const urn = "urn:pulumi:dev::auth0-phone-mfa::";
const account = { accountSid: `AC${"0".repeat(32)}`, from: "+14155550123" };
const twilio = (authToken: string, experience: "unified" | "legacy" = "unified") =>
  declareSender({ kind: "twilio", ...account, authToken }, ["sms"], experience);
const plivo = (authToken: string) =>
  declareSender({ kind: "plivo", authId: "MA1", authToken, from: "+14155550123" }, ["sms"], "unified");

async function sent(...values: string[]) {
  const credentials = await fingerprintOf(values, "tag");
  const input = { domain: "acme.eu.auth0.com", ownershipTag: "tag" };
  return exported(
    { type: "pulumi:index:Stash", urn: `${urn}pulumi:index:Stash::tenant`, inputs: { input } },
    {
      type: "pulumi:index:Stash",
      urn: `${urn}PhoneMfa$pulumi:index:Stash::sender-credentials`,
      inputs: { input: secret({ credentials }) },
    },
  );
}

test.each([
  ["the same token", "token", false],
  ["another token", "rotated", true],
])("Twilio with %s", async (_, token, expected) => {
  expect(await haveCredentialsChanged(await sent("token"), twilio(token))).toBe(expected);
});

test.each([
  ["the same credentials", "token", false],
  ["another token", "rotated", true],
])("an Action with %s", async (_, token, expected) => {
  const state = await sent("PLIVO_AUTH_ID", "MA1", "PLIVO_AUTH_TOKEN", "token", "PLIVO_FROM", "+14155550123");
  expect(await haveCredentialsChanged(state, plivo(token))).toBe(expected);
});

test.each([
  ["the same token", "token", false],
  ["another token", "rotated", true],
])("a legacy tenant's Twilio with %s, which the state holds itself", async (_, token, expected) => {
  const phone = { options: { authToken: secret("token") } };
  const state = exported({
    type: "auth0:index/guardian:Guardian",
    urn: `${urn}PhoneMfa$auth0:index/guardian:Guardian::mfa`,
    inputs: { phone },
  });
  expect(await haveCredentialsChanged(state, twilio(token, "legacy"))).toBe(expected);
});

test.each([undefined, exported(), exported({ type: "pulumi:index:Stash", urn: "", inputs: {} })])(
  "a state that records no credentials does not tell: %j",
  async (state) => {
    expect(await haveCredentialsChanged(state, twilio("token"))).toBe(false);
  },
);
