import { expect, test } from "vitest";
import { runProgram } from "../../support/program/runProgram.ts";
import type { RegisteredResource } from "../../support/pulumi/mocks.ts";
import { types } from "../../support/pulumi/mocks.ts";
import { goodPlivoValues, goodValues } from "../../support/settings/source.ts";

/** With these values: the hooks before each resource's write, and the hook that removes it. */
async function registeredWith(values: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { resources } = await runProgram(values);
  const custom = resources.filter(({ type }) => !type.startsWith("auth0-phone-mfa:"));
  return Object.fromEntries(custom.map((one) => [`${lastOf(one.type)} ${one.name}`, wordsOf(one)]));
}

const lastOf = (name: string): string => name.split(":").at(-1) ?? "";

function wordsOf({ options }: RegisteredResource): string {
  if (options === undefined) return "only read";
  const { beforeCreate, beforeUpdate, beforeDelete } = options.hooks;
  const names = [beforeCreate, beforeUpdate, beforeDelete].map((hooks) => hooks.map(lastOf).join(", "));
  const [create = "", update = "", removal = ""] = names.map((listed) => listed || "nothing");
  const kept = [options.protect && "protected", options.retainOnDelete && "retained"].filter(Boolean);
  return [`create: ${create}`, `update: ${update}`, `delete: ${removal}`, ...kept].join("; ");
}

const tenant = "create: same-experience; update: same-experience; delete: nothing";
const template =
  "create: same-experience, new-template; update: same-experience; delete: template-removal; retained";
const client = "create: nothing; update: nothing; delete: client-removal; retained";
const registration = "create: registered-client; update: registered-client; delete: nothing";
const credentials = "create: credentials; update: credentials; delete: nothing";
const guardian =
  "create: same-experience, mfa-by-action, mfa; update: same-experience, mfa-by-action, mfa; delete: mfa-by-action, policy-removal, factor-removal; retained";
const action =
  "create: same-experience, account, new-action; update: same-experience, account; delete: action-removal; retained";

const common = {
  "Stash tenant": tenant,
  "Client spa": client,
  "Stash spa-registration": registration,
  "Guardian mfa": guardian,
};
const unified = {
  ...common,
  "PhoneNotificationTemplate enrollment": template,
  "PhoneNotificationTemplate verification": template,
  "Stash sender-credentials": credentials,
};
const legacy = { "auth0-phone-mfa:phoneExperience": "legacy" };

test.each<[string, Readonly<Record<string, string>>, Record<string, string>]>([
  [
    "unified, Twilio",
    goodValues,
    {
      ...unified,
      "PhoneProvider sender":
        "create: same-experience, account, sender; update: same-experience, account, sender; delete: mfa-by-action, sender-removal; retained",
    },
  ],
  [
    "unified, Plivo",
    goodPlivoValues,
    {
      ...unified,
      "Action custom-phone-provider": action,
      "PhoneProvider sender":
        "create: same-experience, sender; update: same-experience, sender; delete: mfa-by-action, sender-removal; retained",
    },
  ],
  [
    "legacy, Twilio",
    { ...goodValues, ...legacy },
    {
      ...common,
      "Guardian mfa":
        "create: same-experience, mfa-by-action, account, mfa; update: same-experience, mfa-by-action, account, mfa; delete: mfa-by-action, policy-removal, factor-removal; retained",
    },
  ],
  [
    "legacy, Plivo",
    { ...goodPlivoValues, ...legacy },
    {
      ...common,
      "Action send-phone-message": action,
      "TriggerAction send-phone-message":
        "create: binding; update: binding; delete: binding-removal; retained",
      "Stash sender-credentials": credentials,
    },
  ],
])("each resource has the hooks that make its write safe: %s", async (_, values, hooks) => {
  expect(await registeredWith(values)).toEqual(hooks);
});

test("protected resources reject their deletion, and records do not", async () => {
  const registered = await registeredWith({ ...goodValues, "auth0-phone-mfa:protect": "true" });
  for (const [resource, words] of Object.entries(registered)) {
    const isStash = resource.startsWith("Stash ");
    expect(words.includes("delete: protection"), resource).toBe(!isStash);
    expect(words.includes("; protected"), resource).toBe(!isStash);
  }
});

test("factors that the stack does not declare are ignored", async () => {
  const { resources } = await runProgram(goodValues);
  const [mfa] = resources.filter(({ type }) => type === types.guardian);
  expect(mfa?.options?.ignoreChanges).toEqual([
    "email",
    "otp",
    "recoveryCode",
    "webauthnRoaming",
    "webauthnPlatform",
    "duo",
    "push",
  ]);
});

test("declared factors are managed, and are removed with the policy and the phone factor", async () => {
  const otherFactors = '{"otp":true,"webauthn-roaming":false,"push-notification":true}';
  const { resources } = await runProgram({ ...goodValues, "auth0-phone-mfa:otherFactors": otherFactors });
  const [mfa] = resources.filter(({ type }) => type === types.guardian);
  expect(mfa?.inputs).toMatchObject({
    otp: true,
    webauthnRoaming: { enabled: false },
    push: { enabled: true, provider: "guardian" },
  });
  expect(mfa?.options?.ignoreChanges).toEqual(["email", "recoveryCode", "webauthnPlatform", "duo"]);
  expect(mfa?.options?.hooks.beforeDelete.map(lastOf)).toEqual([
    "mfa-by-action",
    "policy-removal",
    "other-factors-removal",
    "factor-removal",
  ]);
});

test("factors other than the phone don't need the phone factor", async () => {
  const { resources } = await runProgram({
    ...goodValues,
    "auth0-phone-mfa:manage": '["policy"]',
    "auth0-phone-mfa:mfaPolicy": "never",
    "auth0-phone-mfa:otherFactors": '{"otp":true}',
  });
  const [mfa] = resources.filter(({ type }) => type === types.guardian);
  expect(mfa?.options?.ignoreChanges).toEqual(expect.arrayContaining(["phone", "recoveryCode"]) as unknown);
  expect(mfa?.options?.hooks.beforeUpdate.map(lastOf)).toEqual([
    "same-experience",
    "mfa-by-action",
    "codes-can-arrive",
    "mfa",
  ]);
});
