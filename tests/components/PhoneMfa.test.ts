import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { PhoneMfa } from "../../components/PhoneMfa.ts";
import type { PhoneMfaArgs } from "../../components/PhoneMfa.ts";
import { isSecret, only, recordResources, registered, revealed, types } from "../support/pulumi/mocks.ts";
import type { MockTenant } from "../support/pulumi/mocks.ts";

const twilio = {
  kind: "twilio",
  accountSid: "AC1",
  authToken: pulumi.secret("tok"),
  from: "+15005550006",
} as const;
const plivo = {
  kind: "plivo",
  authId: "MA1",
  authToken: pulumi.secret("tok"),
  from: "+15005550006",
} as const;

const good: PhoneMfaArgs = {
  experience: "unified",
  sender: twilio,
  delivery: ["sms"],
  factor: true,
  messages: { enrollment: "e {{code}}", verification: "v {{code}}" },
  policy: "always",
  protect: false,
};

async function declare(changes: Partial<PhoneMfaArgs> = {}, tenant: Partial<MockTenant> = {}) {
  const resources = await recordResources(tenant);
  await registered(new PhoneMfa("phone-mfa", { ...good, ...changes }));
  return resources;
}

const children = (resources: readonly { type: string; name: string }[]) =>
  resources
    .filter(({ type }) => type.startsWith("auth0:"))
    .map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`)
    .sort();

describe("the four worlds", () => {
  test("unified, Twilio", async () => {
    const resources = await declare();
    expect(children(resources)).toEqual([
      "Guardian factor",
      "Guardian factor-at-present",
      "Guardian policy",
      "PhoneNotificationTemplate factor-enrollment",
      "PhoneNotificationTemplate factor-verification",
      "PhoneProvider sender",
    ]);
    expect(only(resources, types.provider).inputs).toMatchObject({
      name: "twilio",
      configuration: { sid: "AC1", deliveryMethods: ["text"], defaultFrom: "+15005550006" },
    });
    expect(only(resources, types.guardian, "factor").inputs).toEqual({
      policy: "never",
      phone: { enabled: true, messageTypes: ["sms"] },
    });
    expect(only(resources, types.guardian, "policy").inputs).toEqual({ policy: "all-applications" });
  });

  test("unified, Plivo", async () => {
    const resources = await declare({ sender: plivo });
    expect(children(resources)).toContain("Action custom-phone-provider");
    expect(children(resources)).not.toContain("TriggerAction custom-phone-provider");
    expect(only(resources, types.provider)).toMatchObject({
      name: "sender",
      inputs: { name: "custom", configuration: { deliveryMethods: ["text"] }, credentials: {} },
    });
    expect(only(resources, types.action).inputs).toMatchObject({
      deploy: true,
      runtime: "node22",
      supportedTriggers: { id: "custom-phone-provider" },
    });
  });

  test("legacy, Twilio", async () => {
    const resources = await declare({ experience: "legacy" });
    expect(children(resources)).toEqual(["Guardian factor", "Guardian factor-at-present", "Guardian policy"]);
    expect(revealed(only(resources, types.guardian, "factor").inputs["phone"])).toMatchObject({
      enabled: true,
      messageTypes: ["sms"],
      provider: "twilio",
      options: {
        sid: "AC1",
        from: "+15005550006",
        enrollmentMessage: "e {{code}}",
        verificationMessage: "v {{code}}",
      },
    });
  });

  test("legacy, Plivo", async () => {
    const resources = await declare({ experience: "legacy", sender: plivo });
    expect(only(resources, types.action).inputs).toMatchObject({
      supportedTriggers: { id: "send-phone-message" },
    });
    expect(only(resources, types.binding).inputs).toMatchObject({
      trigger: "send-phone-message",
      actionId: "id-of-send-phone-message",
    });
    expect(only(resources, types.guardian, "factor").inputs["phone"]).toMatchObject({
      provider: "phone-message-hook",
      options: { enrollmentMessage: "e {{code}}" },
    });
  });
});

test.each([
  ["always", "all-applications"],
  ["adaptive", "confidence-score"],
  ["never", "never"],
] as const)("policy %s is the provider's %s", async (policy, expected) => {
  const resources = await declare({ policy });
  expect(only(resources, types.guardian, "policy").inputs).toEqual({ policy: expected });
});

test.each([
  [["sms"], ["text"]],
  [["voice"], ["voice"]],
  [
    ["sms", "voice"],
    ["text", "voice"],
  ],
] as const)("delivery %j", async (delivery, methods) => {
  const resources = await declare({ delivery: [...delivery] });
  expect(only(resources, types.provider).inputs).toMatchObject({
    configuration: { deliveryMethods: methods },
  });
  expect(only(resources, types.guardian, "factor").inputs).toMatchObject({
    phone: { messageTypes: delivery },
  });
});

test("a Messaging Service takes the place of the number", async () => {
  const sender = { kind: "twilio", accountSid: "AC1", authToken: "t", messagingServiceSid: "MG1" } as const;
  const unified = only(await declare({ sender }), types.provider).inputs["configuration"];
  expect(unified).toEqual({ sid: "AC1", deliveryMethods: ["text"], mssid: "MG1" });
  const legacy = only(await declare({ sender, experience: "legacy" }), types.guardian, "factor").inputs;
  expect(legacy).toMatchObject({ phone: { options: { messagingServiceSid: "MG1" } } });
});

test("the factor carries the policy that the tenant has, never a weaker one", async () => {
  const resources = await declare({ policy: "always" }, { policy: "all-applications" });
  expect(only(resources, types.guardian, "factor").inputs["policy"]).toBe("all-applications");
});

test.each([
  ["unified", twilio, types.provider, "sender", "credentials"],
  ["unified", plivo, types.action, "custom-phone-provider", "secrets"],
  ["legacy", twilio, types.guardian, "factor", "phone"],
  ["legacy", plivo, types.action, "send-phone-message", "secrets"],
] as const)(
  "%s: the sender's tokens are registered as secrets",
  async (experience, sender, type, name, input) => {
    const resources = await declare({ experience, sender });
    expect(isSecret(only(resources, type, name).inputs[input])).toBe(true);
    const components = resources.filter((one) => one.type.startsWith("auth0-phone-mfa:"));
    expect(JSON.stringify(components)).not.toContain("tok");
  },
);

test("a switch of sender keeps the URN of the tenant's one phone provider, and of factor and policy", async () => {
  const before = (await declare()).filter(({ type }) => type !== types.action);
  const after = (await declare({ sender: plivo })).filter(({ type }) => type !== types.action);
  expect(children(after)).toEqual(children(before));
});
