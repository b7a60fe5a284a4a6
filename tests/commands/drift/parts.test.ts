import { describe, expect, test } from "vitest";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compareStack } from "../../../commands/drift/compareStack.ts";
import { compareExperience } from "../../../commands/drift/experience.ts";
import { isAfterLastUp } from "../../../commands/drift/Declared.ts";
import type { Declared } from "../../../commands/drift/Declared.ts";
import { plivoAction } from "../../../senders/plivo/action.ts";
import { actionName } from "../../../senders/action.ts";
import { compareAction } from "../../../commands/drift/parts/action.ts";
import { applications } from "../../../commands/drift/parts/application.ts";
import { otherFactors as otherFactorsPart } from "../../../commands/drift/parts/factor.ts";
import { messages } from "../../../commands/drift/parts/messages.ts";
import { sender } from "../../../commands/drift/parts/sender.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import type { Action } from "../../../tenant/readers/actions.ts";
import type { LegacySender } from "../../../tenant/readers/legacyPhone.ts";
import type { PhoneProvider } from "../../../tenant/readers/phoneProviders.ts";
import { readSettings } from "../../../settings/settings.ts";
import { newTenant } from "../../sandbox/auth0/support.ts";
import { otherToken } from "../../support/stack/deployedStack.ts";
import { patientOn } from "../../support/doctor/patient.ts";
import { goodPlivoValues, goodValues, source } from "../../support/settings/source.ts";

const lastUp = new Date("2026-01-01T00:00:00Z");
const before = new Date("2025-12-31T23:59:59Z");
const after = new Date("2026-01-01T00:00:01Z");

const declaredBy = (values: Readonly<Record<string, string>>): Declared => ({
  stack: "dev",
  settings: readSettings(source({}, { base: values })).settings,
  clientIds: { spa: "client" },
  messagingServiceSid: undefined,
  lastUp,
});

const onLegacy = { "auth0-phone-mfa:phoneExperience": "legacy" };
const twilio = declaredBy(goodValues);
const plivo = declaredBy(goodPlivoValues);

test.each([
  ["unified", { agrees: true }],
  [
    "legacy",
    {
      agrees: false,
      note: "the sender and the messages are different resources there and were not compared",
      fix: "pulumi config set phoneExperience legacy --stack dev (to move a tenant to the other experience, see docs/recipes.md)",
    },
  ],
] as const)("a stack for a unified tenant, and a tenant that is %s", (experience, expected) => {
  expect(compareExperience(twilio, { experience, friendlyName: undefined })).toMatchObject({
    setting: "phone experience",
    declared: "unified",
    actual: experience,
    ...expected,
  });
});

const provider = (changes: Partial<PhoneProvider> = {}): PhoneProvider => ({
  id: "pro_1",
  name: "twilio",
  disabled: false,
  sid: goodValues["twilio:accountSid"],
  from: goodValues["auth0-phone-mfa:twilioFrom"],
  messagingServiceSid: undefined,
  deliveryMethods: ["text"],
  updatedAt: before,
  ...changes,
});

const secrets = ["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_FROM"].map((name) => ({
  name,
  updatedAt: before,
}));

function action(changes: Partial<Action> = {}): Action {
  const running = { code: plivoAction.code, runtime: "node22", dependencies: [], secrets };
  return {
    ...running,
    id: "act_1",
    name: "Send phone messages with Plivo",
    status: "built",
    isDeployed: true,
    deployed: { ...running, number: 3, deployedAt: before },
    ...changes,
  };
}

const custom = provider({ name: "custom", sid: undefined, from: undefined });

const differing = (comparisons: Comparison[]): string[] =>
  comparisons.filter(({ agrees }) => !agrees).map(({ setting, actual }) => `${setting}: ${actual}`);

describe("the sender of a unified tenant", () => {
  test.each<[string, PhoneProvider[], string[]]>([
    ["as declared", [provider()], []],
    ["gone", [], ["sender: none"]],
    ["off", [provider({ disabled: true })], ["provider: disabled"]],
    ["not alone", [provider(), provider({ id: "pro_2" })], ["second provider: twilio (pro_2)"]],
    ["written after the last up", [provider({ updatedAt: after })], ["Auth Token: may differ"]],
    ["an Action", [custom], ["sender: an Action that is not the stack's", "account SID: none", "from: none"]],
  ])("%s", (_, phoneProviders, expected) => {
    expect(differing(sender.compare(twilio, { phoneProviders }))).toEqual(expected);
  });

  test("is compared by the tenant's clock", () => {
    const found = { phoneProviders: [provider({ updatedAt: after })] };
    expect(differing(sender.compare(twilio, found, 60_000))).toEqual([]);
    expect(differing(sender.compare(twilio, found, -60_000))).toEqual(["Auth Token: may differ"]);
  });
});

describe("Plivo's Action", () => {
  test.each<[string, Action[], string[]]>([
    ["as declared", [action()], []],
    ["gone", [], ["sender: an Action that is not the stack's", "Action: missing"]],
    [
      "never deployed",
      [action({ isDeployed: false, deployed: undefined })],
      ["deployed Action: never deployed"],
    ],
    [
      "changed and not deployed",
      [action({ isDeployed: false })],
      ["deployed Action: version 3, not the latest"],
    ],
    [
      "with a secret set again",
      [action({ secrets: secrets.map((secret) => ({ ...secret, updatedAt: after })) })],
      ["Action's credentials: changed after the last update"],
    ],
  ])("%s", (_, providerActions, expected) => {
    expect(differing(sender.compare(plivo, { phoneProviders: [custom], providerActions }))).toEqual(expected);
  });

  test.each([
    ["unified", /^npm run doctor -- --stack dev --send-test \+… shows/],
    ["legacy", /^a sign-in at a tryUrl \(npm run pulumi -- stack output applications --stack dev\) shows/],
  ] as const)("on a %s tenant, suggests a way to try new credentials that works there", (experience, way) => {
    const declared = declaredBy({ ...goodPlivoValues, "auth0-phone-mfa:phoneExperience": experience });
    const changed = secrets.map((secret) => ({ ...secret, updatedAt: after }));
    const name = actionName(plivoAction, experience);
    const compared = compareAction(declared, [action({ name, secrets: changed })]);
    expect(compared.find(({ setting }) => setting === "Action's credentials")?.fix).toMatch(way);
  });

  test("does not compare the provider's token, which it does not have", () => {
    const found = { phoneProviders: [{ ...custom, updatedAt: after }], providerActions: [action()] };
    const settings = sender.compare(plivo, found).map(({ setting }) => setting);
    expect(settings).not.toContain("Auth Token");
    expect(differing(sender.compare(plivo, found))).toEqual([]);
  });

  test("reports changed code by hash and lines", () => {
    const [first = "", second = "", ...rest] = plivoAction.code.split("\n");
    const providerActions = [action({ code: [first, `${second}!`, "new", ...rest].join("\n") })];
    const [code] = sender
      .compare(plivo, { phoneProviders: [custom], providerActions })
      .filter(({ agrees }) => !agrees);
    expect(code).toMatchObject({
      setting: "Action's code",
      declared: expect.stringMatching(/^sha256 [0-9a-f]{12}$/) as string,
      note: "+2 −1 lines, the first at 2",
    });
    expect(code?.actual).not.toBe(code?.declared);
  });
});

describe("credentials that no update has sent yet", () => {
  const rotated = { ...goodValues, "twilio:authToken": otherToken };
  const sid = goodValues["twilio:accountSid"];
  const from = goodValues["auth0-phone-mfa:twilioFrom"];
  const twilioOf = { sid, from, messagingServiceSid: undefined, authToken: goodValues["twilio:authToken"] };

  test.each([
    ["Twilio", twilio, { phoneProviders: [provider({ updatedAt: after })] }, "Auth Token"],
    ["Plivo", plivo, { phoneProviders: [custom], providerActions: [action()] }, "Action's credentials"],
    [
      "a legacy tenant's Twilio",
      declaredBy({ ...rotated, ...onLegacy }),
      { legacySender: { selected: "twilio", twilio: twilioOf } },
      "Auth Token",
    ],
  ])("are pending, not drift: %s", (_, declared, found, setting) => {
    const compared = sender.compare({ ...declared, haveCredentialsChanged: true }, found);
    expect(compared.filter(({ agrees }) => !agrees)).toEqual([
      expect.objectContaining({ setting, actual: "different", isPending: true }),
    ]);
  });
});

describe("the sender of a legacy tenant", () => {
  const ownSettings: LegacySender["twilio"] = {
    sid: goodValues["twilio:accountSid"],
    from: goodValues["auth0-phone-mfa:twilioFrom"],
    messagingServiceSid: undefined,
    authToken: goodValues["twilio:authToken"],
  };
  const ours = action({ name: "Send phone messages with Plivo (legacy)" });
  const bound = [{ id: "bnd_1", displayName: "Ours", actionId: ours.id }];
  const sending = (selected: string, changes: Partial<typeof ownSettings> = {}) => ({
    legacySender: { selected, twilio: { ...ownSettings, ...changes } },
  });

  test.each([
    ["as declared", sending("twilio"), []],
    ["Auth0's own", sending("auth0"), ["sender: Auth0 (for tests)"]],
    ["an Action", sending("phone-message-hook"), ["sender: an Action"]],
    ["of another account", sending("twilio", { sid: "AC2" }), ["account SID: AC2"]],
    ["from another number", sending("twilio", { from: "+14155552671" }), ["from: +14155552671"]],
    [
      "with a Messaging Service",
      sending("twilio", { from: undefined, messagingServiceSid: "MG1" }),
      ["from: MG1"],
    ],
    ["with another token", sending("twilio", { authToken: "other" }), ["Auth Token: a different one"]],
  ])("Twilio, %s", (_, found, expected) => {
    const declared = declaredBy({ ...goodValues, ...onLegacy });
    expect(differing(sender.compare(declared, found))).toEqual(expected);
  });

  test.each([
    ["as declared", [ours], bound, []],
    ["in no flow", [ours], [], ["Action's flow: not in it"]],
    [
      "with another in the flow",
      [ours],
      [{ id: "bnd_2", displayName: "Theirs", actionId: "act_2" }],
      ["Action's flow: not in it"],
    ],
    ["gone", [], [], ["Action: missing", "Action's flow: not in it"]],
  ])("Plivo's Action, %s", (_, messageActions, messageBindings, expected) => {
    const declared = declaredBy({ ...goodPlivoValues, ...onLegacy });
    const found = { ...sending("phone-message-hook"), messageActions, messageBindings };
    expect(differing(sender.compare(declared, found))).toEqual(expected);
  });
});

test.each<[string, Declared, string[]]>([
  ["Twilio on a unified tenant", twilio, ["providers"]],
  ["Plivo on a unified tenant", plivo, ["actions", "providers"]],
  ["Twilio on a legacy tenant", declaredBy({ ...goodValues, ...onLegacy }), ["selected-provider", "twilio"]],
  [
    "Plivo on a legacy tenant",
    declaredBy({ ...goodPlivoValues, ...onLegacy }),
    ["actions", "bindings", "selected-provider", "twilio"],
  ],
])(
  "%s: reads only what its sender uses, with no scopes beyond the stack's",
  async (_, declared, expected) => {
    const { phoneExperience } = declared.settings;
    const under = await newTenant({ phoneExperience });
    const asked = new Set<string>();
    const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
      asked.add(new URL(url).pathname.split("/").at(-1) ?? "");
      return await under.app.request(url, init);
    };
    const kind = declared.settings.sender?.kind ?? "twilio";
    const { api } = await patientOn(under, { sender: kind, phoneExperience, transport: { fetch } });
    await sender.read(api, declared);
    expect([...asked].filter((name) => name !== "token").sort()).toEqual(expected);
  },
);

describe("applications", () => {
  const registered = { appName: "Shop", callbackUrls: ["https://shop.example.com"] };
  const short = Object.fromEntries(
    ["appName", "callbackUrls", "logoutUrls", "webOrigins"].map((key) => [`auth0-phone-mfa:${key}`, ""]),
  );
  const declaring = (all: object, clientIds: Record<string, string>): Declared => ({
    ...declaredBy({ ...goodValues, ...short, "auth0-phone-mfa:applications": JSON.stringify(all) }),
    clientIds,
  });
  const client = (clientId: string, callbacks: string[]) =>
    ({
      clientId,
      name: "Shop",
      callbacks,
      logoutUrls: [],
      webOrigins: [],
      grantTypes: [],
    }) as unknown as Client;

  test("with several applications, each row has the application's name; with one, none has", () => {
    const found = {
      shop: client("a", ["https://other.example.com"]),
      admin: client("b", registered.callbackUrls),
    };
    const two = declaring({ shop: registered, admin: registered }, { shop: "a", admin: "b" });
    const rows = differing(applications.compare(two, found)).map((row) => row.split(":")[0]);
    expect(new Set(rows)).toEqual(new Set(["shop", "admin"]));
    expect(differing(applications.compare(two, found))).toContain(
      "shop: callback URLs: https://other.example.com",
    );
    const one = declaring({ shop: registered }, { shop: "a" });
    expect(differing(applications.compare(one, found))).toContain("callback URLs: https://other.example.com");
  });

  test("an application that was never deployed, and one that was deleted, are reported", () => {
    const taken = { existingClientId: "gone", manageUrls: false };
    const all = { shop: registered, later: { ...taken, existingClientId: "x" }, taken };
    const declared = declaring(all, { taken: "gone" });
    const rows = applications.compare(declared, { taken: undefined });
    expect(rows).toMatchObject([
      { setting: "shop: application", declared: "Shop", actual: "not deployed yet", isPending: true },
      { setting: "later: application", declared: "x", actual: "not deployed yet", isPending: true },
      { setting: "taken: application", declared: "an existing application", actual: "deleted (gone)" },
    ]);
    expect(rows.every(({ agrees }) => !agrees)).toBe(true);
  });
});

test("compares each other factor that the stack declares, and no more", () => {
  const otherFactors = { otp: true, "recovery-code": false, email: true };
  const values = { ...goodValues, "auth0-phone-mfa:otherFactors": JSON.stringify(otherFactors) };
  const factors = ["sms", "recovery-code", "email", "push-notification"].map((name) => ({
    name,
    enabled: true,
    trialExpired: false,
  }));
  const compared = otherFactorsPart.compare(declaredBy(values), { factors });
  expect(compared.map(({ setting, agrees }) => [setting, agrees])).toEqual([
    ["factor One-time Password", false],
    ["factor Recovery Code", false],
    ["factor Email", true],
  ]);
  expect(otherFactorsPart.compare(twilio, { factors })).toEqual([]);
});

describe("messages", () => {
  const noCode = `the tenant's text has no code where locale is "en"`;

  test.each<[string, string, string | undefined]>([
    ["of another wording", "{{code}} it is", undefined],
    ["by which some get no code", "{% if locale contains 'fr' %}{{code}}{% endif %}", noCode],
  ])("%s: reports the difference, and its effect", (_, text, note) => {
    const template = { id: "tem_1", type: "otp_verify", disabled: false, text, voice: text, from: undefined };
    const ofUnified = messages.compare(twilio, { phoneTemplates: [template] });
    expect(ofUnified).toContainEqual(
      expect.objectContaining({ setting: "verification message", agrees: false }),
    );
    expect(ofUnified.find(({ setting }) => setting === "verification message")?.note).toBe(note);
    const legacy = declaredBy({ ...goodValues, ...onLegacy });
    const ofLegacy = messages.compare(legacy, { legacyMessages: { enrollment: text, verification: text } });
    expect(ofLegacy.map((one) => one.note)).toEqual([note, note]);
  });
});

test("distinguishes a configuration change since the last up from a change on the tenant", async () => {
  const under = await newTenant();
  const { api, settings } = await patientOn(under);
  const declared = { stack: "dev", settings, clientIds: {}, messagingServiceSid: undefined, lastUp };
  const before: typeof settings = { ...settings, mfaPolicy: "never", messages: undefined };
  const differences = (await compareStack(api, declared, { ...declared, settings: before })).filter(
    ({ agrees }) => !agrees,
  );
  expect(
    Object.fromEntries(differences.map(({ setting, isPending = false }) => [setting, isPending])),
  ).toEqual({
    application: true,
    sender: false,
    "enrollment message": true,
    "verification message": true,
    "phone factor": false,
    "MFA policy": true,
  });
  const withoutHistory = await compareStack(api, declared);
  expect(withoutHistory.filter(({ isPending }) => isPending).map(({ setting }) => setting)).toEqual([
    "application",
  ]);
});

test("without a known last up, nothing counts as later", () => {
  expect(isAfterLastUp({ lastUp: undefined }, after)).toBe(false);
  expect(isAfterLastUp({ lastUp }, undefined)).toBe(false);
  expect(isAfterLastUp({ lastUp }, after, 1_500)).toBe(true);
});
