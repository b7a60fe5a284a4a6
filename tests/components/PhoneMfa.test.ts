import * as pulumi from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Auth0Tenant } from "../../components/Auth0Tenant.ts";
import { access } from "../support/tenant/hookedTenant.ts";
import { PhoneMfa } from "../../components/PhoneMfa.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import type { PhoneMfaArgs } from "../../components/PhoneMfa.ts";
import { tenantsPolicyIs } from "../support/tenant/tenantsPolicy.ts";
import { isSecret, only, recordResources, registered, revealed, types } from "../support/pulumi/mocks.ts";

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

const good: Omit<PhoneMfaArgs, "tenant"> = {
  sender: twilio,
  delivery: ["sms"],
  factor: true,
  messages: { enrollment: "e {{code}}", verification: "v {{code}}" },
  policy: "always",
  protect: false,
};

type Changes = Partial<PhoneMfaArgs> & { phoneExperience?: PhoneExperience };

async function declare({ phoneExperience = "unified", ...changes }: Changes = {}) {
  const resources = await recordResources();
  const tenant = await Auth0Tenant.open("tenant", { access, phoneExperience });
  await registered(new PhoneMfa("phone-mfa", { tenant, ...good, ...changes }));
  return resources;
}

const children = (resources: readonly { type: string; name: string }[]) =>
  resources
    .filter(({ type }) => type.startsWith("auth0:"))
    .map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`)
    .sort();

describe("the four fixtures", () => {
  test("unified, Twilio", async () => {
    const resources = await declare();
    expect(children(resources)).toEqual([
      "Guardian mfa",
      "PhoneNotificationTemplate enrollment",
      "PhoneNotificationTemplate verification",
      "PhoneProvider sender",
    ]);
    expect(only(resources, types.provider).inputs).toMatchObject({
      name: "twilio",
      configuration: { sid: "AC1", deliveryMethods: ["text"], defaultFrom: "+15005550006" },
    });
    expect(only(resources, types.guardian).inputs).toEqual({
      policy: "all-applications",
      phone: { enabled: true, messageTypes: ["sms"] },
    });
    const ofTemplate = (name: string) => only(resources, types.template, name).inputs;
    const withText = (text: string) => ({
      disabled: false,
      content: { syntax: "liquid", body: { text, voice: text } },
    });
    expect(ofTemplate("enrollment")).toEqual({ type: "otp_enroll", ...withText("e {{code}}") });
    expect(ofTemplate("verification")).toEqual({ type: "otp_verify", ...withText("v {{code}}") });
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
    const resources = await declare({ phoneExperience: "legacy" });
    expect(children(resources)).toEqual(["Guardian mfa"]);
    expect(revealed(only(resources, types.guardian, "mfa").inputs["phone"])).toMatchObject({
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
    const resources = await declare({ phoneExperience: "legacy", sender: plivo });
    expect(only(resources, types.action).inputs).toMatchObject({
      supportedTriggers: { id: "send-phone-message" },
    });
    expect(only(resources, types.binding).inputs).toMatchObject({
      trigger: "send-phone-message",
      actionId: "id-of-send-phone-message",
    });
    expect(only(resources, types.guardian, "mfa").inputs["phone"]).toMatchObject({
      provider: "phone-message-hook",
      options: { enrollmentMessage: "e {{code}}" },
    });
  });
});

test.each<[string, Changes, Record<string, string[]>]>([
  [
    "unified, Twilio",
    {},
    {
      [types.guardian]: [
        "PhoneNotificationTemplate enrollment",
        "PhoneNotificationTemplate verification",
        "PhoneProvider sender",
        "Stash sender-credentials",
        "Stash tenant",
      ],
      [types.provider]: ["Stash tenant"],
    },
  ],
  [
    "unified, Plivo",
    { sender: plivo },
    { [types.provider]: ["Action custom-phone-provider", "Stash tenant"] },
  ],
  [
    "legacy, Plivo",
    { phoneExperience: "legacy", sender: plivo },
    {
      [types.guardian]: ["Stash sender-credentials", "Stash tenant", "TriggerAction send-phone-message"],
      [types.binding]: ["Action send-phone-message", "Stash tenant"],
    },
  ],
])("%s: a sender is declared before a code is required", async (_, changes, expected) => {
  const resources = await declare(changes);
  const found = Object.keys(expected).map(
    (type) => [type, only(resources, type).options?.dependsOn] as const,
  );
  expect(Object.fromEntries(found)).toEqual(expected);
});

/** What the hooks learn of a declaration. */
async function toldToHooks(changes: Changes) {
  const told = vi.spyOn(Auth0Tenant.prototype, "declarePhone");
  onTestFinished(() => {
    told.mockRestore();
  });
  await declare(changes);
  const [phone] = told.mock.calls.at(-1) ?? [];
  if (phone === undefined) throw new Error("The hooks were told nothing.");
  return phone;
}

test.each<[string, Changes, object]>([
  [
    "all of it",
    { otherFactors: { otp: true, email: false } },
    {
      policy: "always",
      factors: { sms: true, otp: true, email: false },
      deliveryMethods: ["sms"],
      sender: { kind: "twilio", deliveryMethods: ["sms"], supports: ["sms", "voice"] },
    },
  ],
  [
    "a policy and other factors only",
    { factor: false, sender: undefined, messages: undefined, otherFactors: { otp: true } },
    { policy: "always", factors: { otp: true }, deliveryMethods: undefined, sender: undefined },
  ],
  [
    "a sender only",
    { factor: false, policy: undefined, delivery: ["sms", "voice"] },
    {
      policy: undefined,
      factors: {},
      deliveryMethods: undefined,
      sender: { kind: "twilio", deliveryMethods: ["sms", "voice"], supports: ["sms", "voice"] },
    },
  ],
])("the hooks learn what is declared: %s", async (_, changes, mfa) => {
  expect((await toldToHooks(changes)).mfa).toEqual(mfa);
});

test("the hooks learn of the sender's account, and whether its credentials have arrived", async () => {
  const { sender, accountFault, haveCredentialsArrived } = await toldToHooks({
    accountFault: () => Promise.resolve("no number"),
  });
  expect(await sender()).toMatchObject({ provider: { name: "twilio", configuration: { sid: "AC1" } } });
  expect(await accountFault()).toBe("no number");
  expect(await haveCredentialsArrived()).toBe(true);
  const none = await toldToHooks({ sender: undefined });
  expect(await none.sender()).toBeUndefined();
  expect(await none.accountFault()).toBeUndefined();
  expect(await none.haveCredentialsArrived()).toBe(true);
});

test.each([
  ["always", "all-applications"],
  ["adaptive", "confidence-score"],
  ["never", "never"],
] as const)("the policy %s becomes the provider's %s", async (policy, expected) => {
  const resources = await declare({ policy });
  expect(only(resources, types.guardian).inputs).toMatchObject({ policy: expected });
});

test.each([
  [["sms"], ["text"]],
  [["voice"], ["voice"]],
  [
    ["sms", "voice"],
    ["text", "voice"],
  ],
] as const)("the delivery methods for %j", async (delivery, methods) => {
  const resources = await declare({ delivery: [...delivery] });
  expect(only(resources, types.provider).inputs).toMatchObject({
    configuration: { deliveryMethods: methods },
  });
  expect(only(resources, types.guardian, "mfa").inputs).toMatchObject({
    phone: { messageTypes: delivery },
  });
});

test("a Messaging Service replaces the number", async () => {
  const sender = { kind: "twilio", accountSid: "AC1", authToken: "t", messagingServiceSid: "MG1" } as const;
  const unified = only(await declare({ sender }), types.provider).inputs["configuration"];
  expect(unified).toEqual({ sid: "AC1", deliveryMethods: ["text"], mssid: "MG1" });
  const legacy = only(await declare({ sender, phoneExperience: "legacy" }), types.guardian, "mfa").inputs;
  expect(legacy).toMatchObject({ phone: { options: { messagingServiceSid: "MG1" } } });
});

describe("a part that is not declared", () => {
  test("policy: the factor's resource gets the tenant's current one", async () => {
    tenantsPolicyIs("confidence-score");
    const resources = await declare({ policy: undefined });
    expect(only(resources, types.guardian).inputs).toEqual({
      policy: "confidence-score",
      phone: { enabled: true, messageTypes: ["sms"] },
    });
  });

  test.each<[string, Partial<PhoneMfaArgs>, string[]]>([
    ["factor", { factor: false }, ["Guardian mfa", "PhoneProvider sender"]],
    ["sender", { sender: undefined }, ["Guardian mfa"]],
    ["factor and policy", { factor: false, policy: undefined }, ["PhoneProvider sender"]],
  ])("%s", async (_, changes, expected) => {
    expect(children(await declare({ messages: undefined, ...changes }))).toEqual(expected);
  });
});

describe("a credential that Auth0 never returns", () => {
  const fingerprint = async ({ phoneExperience = "unified", ...changes }: Changes = {}, tag = "tag") => {
    const resources = await recordResources({ pinned: { domain: access.domain, ownershipTag: tag } });
    const tenant = await Auth0Tenant.open("tenant", { access, phoneExperience });
    await registered(new PhoneMfa("phone-mfa", { tenant, ...good, ...changes }));
    const stash = only(resources, "pulumi:index:Stash", "sender-credentials");
    expect(isSecret(stash.inputs["input"])).toBe(true);
    expect(JSON.stringify(stash.inputs)).not.toContain("tok");
    return revealed(stash.inputs["input"]);
  };

  test("is recorded as a secret fingerprint, which changes only with the token and the stack", async () => {
    const own = await fingerprint();
    expect(await fingerprint()).toEqual(own);
    expect(await fingerprint({ sender: { ...twilio, authToken: "other" } })).not.toEqual(own);
    expect(await fingerprint({}, "another-stack")).not.toEqual(own);
    expect(await fingerprint({ sender: { ...twilio, from: "+1" } })).toEqual(own);
  });

  test("of an Action is recorded with the Action's code", async () => {
    const own = await fingerprint({ sender: plivo });
    expect(Object.keys(own as object)).toEqual(["credentials", "deployment"]);
    expect(await fingerprint()).not.toHaveProperty("deployment");
    expect(await fingerprint({ sender: { ...plivo, from: "+1" } })).not.toEqual(own);
    expect(await fingerprint({ sender: plivo, phoneExperience: "legacy" })).toEqual(own);
  });
});

test.each<[string, boolean, Changes]>([
  ["all of it is declared", false, {}],
  ["the policy is, without the factor", true, { factor: false }],
  ["the policy is, without a sender", true, { sender: undefined }],
  ["the policy is Never, without a sender", false, { sender: undefined, policy: "never" }],
  ["the factor is, without a policy and a sender", false, { sender: undefined, policy: undefined }],
  [
    "a factor that needs the phone factor is, without it",
    true,
    { factor: false, policy: undefined, otherFactors: { "recovery-code": true } },
  ],
  [
    "such a factor is off",
    false,
    { factor: false, policy: undefined, otherFactors: { "recovery-code": false } },
  ],
  ["such a factor and the phone factor are", false, { otherFactors: { "recovery-code": true } }],
  ["push notifications are", true, { otherFactors: { "push-notification": true } }],
])("whether codes can arrive is checked if %s: %s", async (_, isChecked, changes) => {
  tenantsPolicyIs();
  const { options } = only(await declare(changes), types.guardian);
  expect(options?.hooks.beforeCreate.includes("auth0-phone-mfa:codes-can-arrive")).toBe(isChecked);
});

test.each([
  ["unified", twilio, types.provider, "sender", "credentials"],
  ["unified", plivo, types.action, "custom-phone-provider", "secrets"],
  ["legacy", twilio, types.guardian, "mfa", "phone"],
  ["legacy", plivo, types.action, "send-phone-message", "secrets"],
] as const)(
  "%s: the sender's tokens are registered as secrets",
  async (experience, sender, type, name, input) => {
    const resources = await declare({ phoneExperience: experience, sender });
    expect(isSecret(only(resources, type, name).inputs[input])).toBe(true);
    const components = resources.filter((one) => one.type.startsWith("auth0-phone-mfa:"));
    expect(JSON.stringify(components)).not.toContain("tok");
  },
);

describe.each([
  ["unified", "Twilio", twilio, ["enrollment", "mfa", "sender", "verification"]],
  ["unified", "Plivo", plivo, ["enrollment", "mfa", "sender", "verification"]],
  ["legacy", "Twilio", twilio, ["mfa"]],
  ["legacy", "Plivo", plivo, ["mfa"]],
] as const)("%s, %s", (phoneExperience, _, sender, settings) => {
  test("protect covers the tenant's settings, but not the sender's Action or the fingerprint", async () => {
    const protectedNames = async (protect: boolean) =>
      (await declare({ phoneExperience, sender, protect }))
        .filter(({ options }) => options?.protect)
        .map(({ name }) => name)
        .sort();
    expect(await protectedNames(true)).toEqual(settings);
    expect(await protectedNames(false)).toEqual([]);
  });

  test("no resource of the tenant is deleted by its provider", async () => {
    const resources = await declare({ phoneExperience, sender });
    const ofTenant = resources.filter(({ type }) => type.startsWith("auth0:"));
    expect(ofTenant.filter(({ options }) => !options?.retainOnDelete)).toEqual([]);
    const stashes = resources.filter(({ type }) => type === "pulumi:index:Stash");
    expect(stashes.filter(({ options }) => options?.retainOnDelete)).toEqual([]);
  });
});

test("a switch of sender keeps the URNs of the tenant's phone provider, factor and policy", async () => {
  const before = (await declare()).filter(({ type }) => type !== types.action);
  const after = (await declare({ sender: plivo })).filter(({ type }) => type !== types.action);
  expect(children(after)).toEqual(children(before));
});
