import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parts } from "../../../configuration/parts.ts";
import { fullKey } from "../../../configuration/source.ts";
import { isHeld } from "../../../findings/PartFinding.ts";
import { namedClients } from "../../../commands/adopt/names.ts";
import type { TenantFound } from "../../../commands/adopt/planAdoption.ts";
import { planAdoption } from "../../../commands/adopt/planAdoption.ts";
import { overlap as sharedOverlap } from "../../../findings/sharedParts.ts";
import { actionName } from "../../../senders/action.ts";
import { plivoAction } from "../../../senders/plivo/action.ts";
import type { Action } from "../../../tenant/readers/actions.ts";
import type { Client } from "../../../tenant/readers/clients.ts";
import { partsOf, readSettings } from "../../../settings/settings.ts";

const { code } = plivoAction;
const hex = "0123456789abcdef".repeat(2);

const client: Client = {
  clientId: "abc",
  name: "App",
  description: "",
  appType: "spa",
  callbacks: ["https://a.example.com"],
  logoutUrls: [],
  webOrigins: ["https://a.example.com"],
  grantTypes: [],
  tokenEndpointAuthMethod: "none",
  oidcConformant: true,
  jwtAlgorithm: "RS256",
  refreshTokenRotation: undefined,
  refreshTokenExpiration: undefined,
  organizationUsage: "deny",
  ownershipMark: undefined,
};

const spa = { name: "spa", client };

const template = (type: string, text: string) => ({
  id: `tem_${type}`,
  type,
  disabled: false,
  text,
  voice: text,
  from: undefined,
});

const good: TenantFound = {
  tenant: { experience: "unified", friendlyName: "T" },
  clients: [client],
  factors: [{ name: "sms", enabled: true, trialExpired: false }],
  messageTypes: ["sms"],
  policy: "always",
  mfaActions: [],
  phoneProviders: [
    {
      id: "pro_1",
      name: "twilio",
      disabled: false,
      sid: `AC${hex}`,
      from: "+15005550006",
      messagingServiceSid: undefined,
      deliveryMethods: ["text"],
      updatedAt: undefined,
    },
  ],
  phoneTemplates: [template("otp_enroll", "{{code}} e"), template("otp_verify", "{{code}} v")],
  providerActions: [],
};

const ours: Action = {
  id: "act_1",
  name: actionName(plivoAction, "unified"),
  status: "built",
  code,
  runtime: "node22",
  dependencies: [],
  secrets: ["PLIVO_FROM", "PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN"].map((name) => ({
    name,
    updatedAt: undefined,
  })),
  isDeployed: true,
  deployed: { code, runtime: "node22", dependencies: [], secrets: [], number: 1, deployedAt: undefined },
};

const custom: TenantFound = {
  ...good,
  phoneProviders:
    good.phoneProviders?.map((one) => ({ ...one, name: "custom", sid: undefined, from: undefined })) ?? [],
  providerActions: [ours],
};

/** The parts that a plan manages, and why it leaves the others unmanaged. */
function outcome(found: TenantFound, isRegistered = true) {
  const plan = planAdoption(found, isRegistered ? [spa] : []);
  const alone = plan.findings.filter((one) => !isHeld(one)) as unknown as { part: string; why: string }[];
  return { managed: plan.managed.join(), why: Object.fromEntries(alone.map(({ part, why }) => [part, why])) };
}

const provider = (change: object): Partial<TenantFound> => ({
  phoneProviders: good.phoneProviders?.map((one) => ({ ...one, ...change })) ?? [],
});
const action = (change: Partial<Action>): Partial<TenantFound> => ({
  phoneProviders: custom.phoneProviders ?? [],
  providerActions: [{ ...ours, ...change }],
});

const on = (...names: string[]) => names.map((name) => ({ name, enabled: true, trialExpired: false }));

test("enabled factors other than the phone are adopted, except push by an unknown provider", () => {
  const factors = [...on("sms", "otp", "recovery-code", "push-notification", "duo"), ...good.factors];
  const { configuration, leftAlone } = planAdoption({ ...good, factors }, [spa]);
  expect(configuration["otherFactors"]).toEqual({ otp: true, "recovery-code": true });
  expect(leftAlone.map(({ name }) => name).filter((name) => name.startsWith("factor"))).toEqual([
    "factor Push Notification using Auth0 Guardian",
    "factor Duo Security",
  ]);
  const withoutPhone = planAdoption({ ...good, factors: on("otp"), policy: "never" }, [spa]);
  expect(withoutPhone.configuration).not.toHaveProperty("otherFactors");
  expect(withoutPhone.leftAlone.map(({ name }) => name)).toContain("factor One-time Password");
});

describe("a setting that a stack can't declare leaves its part unmanaged, with the reason", () => {
  test.each<[string, Partial<TenantFound>, string, RegExp]>([
    ["no provider", { phoneProviders: [], policy: "never" }, "sender", /there is none/],
    ["a disabled provider", { ...provider({ disabled: true }), policy: "never" }, "sender", /disabled/],
    [
      "two providers",
      { phoneProviders: [...(good.phoneProviders ?? []), ...(good.phoneProviders ?? [])] },
      "sender",
      /more than one/,
    ],
    [
      "a provider for voice too",
      provider({ deliveryMethods: ["text", "voice"] }),
      "sender",
      /Make them match/,
    ],
    ["an invalid account", provider({ sid: "AC1" }), "sender", /account SID/],
    ["an invalid number", provider({ from: "12" }), "sender", /its sender ID \("12"\) is not .*E\.164/],
    [
      "an alphanumeric sender",
      provider({ from: "ACME" }),
      "sender",
      /its sender ID \("ACME"\) is an alphanumeric sender ID; add it to a Messaging Service/,
    ],
    ["neither number nor service", provider({ from: undefined }), "sender", /neither/],
    ["both", provider({ messagingServiceSid: `MG${hex}` }), "sender", /both/],
    [
      "a Messaging Service for voice too",
      {
        ...provider({ from: undefined, messagingServiceSid: `MG${hex}`, deliveryMethods: ["text", "voice"] }),
        messageTypes: ["sms", "voice"],
      },
      "sender",
      /its Messaging Service can't make calls/,
    ],
    ["another's Action", action({ name: "Theirs" }), "sender", /does not belong to this project/],
    ["other code", action({ code: "exports.theirs = 1;" }), "sender", /code/],
    ["a draft", action({ isDeployed: false }), "sender", /not deployed/],
    ["a different Node version", action({ runtime: "node18" }), "sender", /node18/],
    ["packages", action({ dependencies: ["axios@1"] }), "sender", /packages/],
    ["other secrets", action({ secrets: [] }), "sender", /names/],
    ["no template", { phoneTemplates: [] }, "messages", /no enrollment template/],
    [
      "one template",
      { phoneTemplates: [template("otp_enroll", "{{code}}")] },
      "messages",
      /no verification template/,
    ],
    [
      "a text without the code",
      { phoneTemplates: [template("otp_enroll", "Hi"), template("otp_verify", "{{code}}")] },
      "messages",
      /does not contain the code/,
    ],
    [
      "another voice",
      {
        phoneTemplates: [
          { ...template("otp_enroll", "{{code}}"), voice: "{{code}} it is" },
          template("otp_verify", "{{code}}"),
        ],
      },
      "messages",
      /for SMS and voice/,
    ],
    [
      "a text that is not closed",
      {
        phoneTemplates: [
          template("otp_enroll", "{% if locale == 'fr' %}{{code}}"),
          template("otp_verify", "{{code}}"),
        ],
      },
      "messages",
      /the enrollment text for SMS can't be parsed: tag .* not closed/,
    ],
    [
      "a voice text without the code",
      {
        phoneTemplates: [
          template("otp_enroll", "{{code}}"),
          { ...template("otp_verify", "{{code}}"), voice: "Hello" },
        ],
      },
      "messages",
      /the verification text for voice does not contain the code/,
    ],
    [
      "a text with a sender of its own",
      {
        phoneTemplates: [
          template("otp_enroll", "{{code}}"),
          { ...template("otp_verify", "{{code}}"), from: "+15005550006" },
        ],
      },
      "messages",
      /the verification template has its own sender ID/,
    ],
    ["a kind of message that is not known", { messageTypes: ["sms", "fax"] }, "factor", /fax/],
    ["a policy that is not known", { policy: "sometimes" }, "policy", /does not support it/],
  ])("%s", (_name, change, part, why) => {
    const { managed, why: reasons } = outcome({ ...good, ...change });
    expect(managed.split(",")).not.toContain(part);
    expect(Object.keys(reasons)).toEqual([part]);
    expect(reasons[part]).toMatch(why);
  });

  test.each([
    ["number", { from: "+15005550006" }, { value: "+15005550006", key: "twilioFrom" }],
    [
      "Messaging Service",
      { from: undefined, messagingServiceSid: `MG${hex}` },
      { value: `MG${hex}`, key: "twilioMessagingServiceSid" },
    ],
  ])("shows the %s that messages are sent from, with its configuration key", (_name, change, from) => {
    const plan = planAdoption({ ...good, ...provider(change) }, [spa]);
    expect(plan.findings.find(({ part }) => part === "sender")).toMatchObject({
      shown: [
        { setting: "sender", value: "twilio" },
        { setting: "account SID", value: `AC${hex}` },
        { setting: "from", ...from },
      ],
    });
    expect(plan.configuration[from.key]).toBe(from.value);
  });

  test("shows both texts unchanged", () => {
    const [messages] = planAdoption(good, [spa]).findings.filter(({ part }) => part === "messages");
    expect(messages).toMatchObject({
      shown: [
        { setting: "enrollment message", value: "{{code}} e" },
        { setting: "verification message", value: "{{code}} v" },
      ],
    });
  });

  test("if everything is adopted, only the application's other settings are not managed", () => {
    expect(planAdoption(good, [spa]).leftAlone.map(({ name }) => name)).toEqual([
      "all other settings of App",
    ]);
  });

  test("a lockout is reported next to the policy", () => {
    const off = { ...good, factors: [], phoneProviders: [] };
    const { managed, why } = outcome(off);
    expect(managed).toBe("application,messages");
    expect(why["policy"]).toContain("the phone factor is off and the tenant has no sender");
  });

  test("one obstacle is enough for a lockout", () => {
    const { why } = outcome({ ...good, factors: [{ name: "sms", enabled: false, trialExpired: false }] });
    expect(why["policy"]).toContain("codes can't reach phones: the phone factor is off.");
    expect(outcome({ ...good, factors: [], policy: "never" }).managed).toContain("policy");
  });

  test("without an application, adopts all other parts", () => {
    expect(outcome(good, false).managed).toBe("sender,messages,factor,policy");
  });
});

test("imports have the program's names; factor and policy are one resource", () => {
  const names = planAdoption(good, [spa]).imports.map(
    ({ type, name }) => `${type.split(":").at(-1) ?? type} ${name}`,
  );
  expect([...new Set(names)].sort()).toEqual([
    "Client spa",
    "Guardian mfa",
    "PhoneNotificationTemplate enrollment",
    "PhoneNotificationTemplate verification",
    "PhoneProvider sender",
  ]);
});

test("Plivo's Action is recognized by its code, also after a second deployment", () => {
  expect(outcome(custom).managed).toBe("application,sender,messages,factor,policy");
  expect(planAdoption(custom, [spa]).unknown.map(({ key }) => key)).toEqual([
    "plivo:authId",
    "plivo:authToken",
    "plivoFrom",
  ]);
});

describe("a legacy tenant", () => {
  const { phoneProviders: _, providerActions: __, phoneTemplates: ___, ...common } = good;
  const legacy: TenantFound = {
    ...common,
    tenant: { experience: "legacy", friendlyName: "T" },
    legacySender: {
      selected: "phone-message-hook",
      twilio: { sid: undefined, from: undefined, messagingServiceSid: undefined, authToken: undefined },
    },
    legacyMessages: { enrollment: "{{code}} e", verification: "{{code}} v" },
    messageActions: [{ ...ours, name: actionName(plivoAction, "legacy") }],
    messageBindings: [{ id: "bnd_1", actionId: "act_1" }] as unknown as NonNullable<
      TenantFound["messageBindings"]
    >,
  };
  const twilio = {
    sid: `AC${hex}`,
    from: "+15005550006",
    messagingServiceSid: undefined,
    authToken: "t".repeat(32),
  };

  test.each<[string, Partial<TenantFound>, string]>([
    ["Plivo's Action, in its flow", {}, "application,sender,messages,factor,policy"],
    ["Twilio", { legacySender: { selected: "twilio", twilio } }, "application,sender,messages,factor,policy"],
    [
      "Twilio, for voice too",
      { legacySender: { selected: "twilio", twilio }, messageTypes: ["sms", "voice"] },
      "application,sender,messages,factor,policy",
    ],
  ])("%s: all parts are adopted", (_name, change, managed) => {
    expect(outcome({ ...legacy, ...change })).toEqual({ managed, why: {} });
  });

  test.each<[string, Partial<TenantFound>, RegExp]>([
    [
      "an Action, for voice too",
      { messageTypes: ["sms", "voice"] },
      /it can't make calls, and the phone factor delivers by voice/,
    ],
    [
      "a Messaging Service, for voice too",
      {
        messageTypes: ["sms", "voice"],
        legacySender: {
          selected: "twilio",
          twilio: { ...twilio, from: undefined, messagingServiceSid: `MG${hex}` },
        },
      },
      /its Messaging Service can't make calls/,
    ],
    ["an Action that is in no flow", { messageBindings: [] }, /it does not belong to this project/],
    [
      "Auth0's own sender",
      { legacySender: { selected: "auth0", twilio } },
      /only Twilio and Plivo are supported/,
    ],
    ["no sender", { legacySender: { selected: "", twilio } }, /only Twilio and Plivo are supported/],
    [
      "Twilio without a token",
      { legacySender: { selected: "twilio", twilio: { ...twilio, authToken: undefined } } },
      /it has no Auth Token/,
    ],
  ])("%s: sender, messages and factor, which belong together, are not managed", (_name, change, why) => {
    const found = outcome({ ...legacy, ...change });
    expect(found.managed).toMatch(/^application(,policy)?$/);
    expect(Object.keys(found.why).slice(0, 3)).toEqual(["sender", "messages", "factor"]);
    expect(Object.values(found.why).join()).toMatch(why);
  });
});

/** Texts that tenants have, and texts that nobody should have. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "{{code}}",
    "https://a.example.com",
    "https://*.example.com",
    "http://localhost:3000",
    "+15005550006",
  ),
);
const anyClient: fc.Arbitrary<Client> = fc.record({
  ...Object.fromEntries(Object.entries(client).map(([key, value]) => [key, fc.constant(value)])),
  clientId: fc.stringMatching(/^[A-Za-z0-9]{1,32}$/),
  name: anyText,
  callbacks: fc.array(anyText, { maxLength: 3 }),
  logoutUrls: fc.array(anyText, { maxLength: 3 }),
  webOrigins: fc.array(anyText, { maxLength: 3 }),
}) as fc.Arbitrary<Client>;
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const anyTenant: fc.Arbitrary<TenantFound> = fc.record({
  tenant: fc.record({ experience: fc.constantFrom("unified", "legacy"), friendlyName: fc.constant("T") }),
  clients: fc.constant([]),
  factors: fc.constantFrom([], good.factors),
  messageTypes: fc.subarray(["sms", "voice", "fax"]),
  policy: fc.constantFrom("always", "adaptive", "never", "sometimes"),
  mfaActions: fc.constantFrom<(string[] | undefined)[]>([], ["Ask for MFA"], undefined),
  phoneProviders: fc.array(
    fc.record({
      id: fc.constant("pro_1"),
      name: fc.constantFrom("twilio", "custom"),
      disabled: fc.boolean(),
      sid: maybe(fc.constantFrom(`AC${hex}`, "AC1")),
      from: maybe(anyText),
      messagingServiceSid: maybe(fc.constantFrom(`MG${hex}`, "MG1")),
      deliveryMethods: fc.subarray(["text", "voice"]),
      updatedAt: fc.constant(undefined),
    }),
    { maxLength: 2 },
  ),
  phoneTemplates: fc.array(
    fc.record({
      id: fc.constant("tem_1"),
      type: fc.constantFrom("otp_enroll", "otp_verify", "blocked_account"),
      disabled: fc.boolean(),
      text: maybe(anyText),
      voice: maybe(anyText),
      from: maybe(anyText),
    }),
    { maxLength: 3 },
  ),
  providerActions: fc.constantFrom([], [ours]),
  legacySender: fc.record({
    selected: fc.constantFrom("", "auth0", "twilio", "phone-message-hook"),
    twilio: fc.record({
      sid: maybe(fc.constantFrom(`AC${hex}`, "AC1")),
      from: maybe(anyText),
      messagingServiceSid: maybe(fc.constantFrom(`MG${hex}`, "MG1")),
      authToken: maybe(fc.constantFrom("f".repeat(32), "")),
    }),
  }),
  legacyMessages: fc.record({ enrollment: anyText, verification: anyText }),
  messageActions: fc.constantFrom([], [{ ...ours, name: actionName(plivoAction, "legacy") }]),
  messageBindings: fc.constantFrom([], [{ displayName: "x", actionId: "act_1" }]),
});

test("for any tenant, the proposed configuration is valid and declares exactly the managed parts", () => {
  fc.assert(
    fc.property(anyTenant, fc.array(anyClient, { maxLength: 3 }), (found, clients) => {
      const adopted = namedClients(
        clients.map((client, index) => ({ ...client, clientId: `${client.clientId}${index}` })),
        {},
      );
      const plan = planAdoption(found, adopted);
      const given = { "plivo:authId": "MAXXXXXXXXXXXXXXXXXX", plivoFrom: "+15005550006" } as Record<
        string,
        string
      >;
      const unknown = plan.unknown.map(({ key, value }) => [
        fullKey("auth0-phone-mfa", key),
        value ?? given[key] ?? "f".repeat(32),
      ]);
      const written = Object.entries(plan.configuration)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [
          fullKey("auth0-phone-mfa", key),
          typeof value === "string" ? value : JSON.stringify(value),
        ]);
      const values = Object.fromEntries([
        ["auth0:domain", "t.auth0.com"],
        ["auth0:clientId", "a"],
        ["auth0:clientSecret", "b"],
        ...written,
        ...unknown,
      ]) as Record<string, string>;
      const { settings, problems } = readSettings({
        project: "auth0-phone-mfa",
        stack: "dev",
        values,
        isSecret: () => true,
        environment: {},
      });
      expect(problems).toEqual([]);
      expect(partsOf(settings)).toEqual(plan.managed);
    }),
    { numRuns: 500 },
  );
});

describe("a part that a stack may not adopt stays unchanged", () => {
  const partsOfPlan = (allowed: Parameters<typeof planAdoption>[2]) => {
    const { managed, leftAlone, configuration } = planAdoption(good, [spa], allowed);
    return { managed, configuration, why: Object.fromEntries(leftAlone.map(({ name, why }) => [name, why])) };
  };

  test("because manage does not list it", () => {
    const { managed, configuration, why } = partsOfPlan({ managed: ["application", "policy"], reasons: {} });
    expect(managed).toEqual(["application", "policy"]);
    expect(configuration).toMatchObject({ manage: ["application", "policy"] });
    expect(why).toMatchObject({ "phone factor": "it is not in manage" });
  });

  test("because another stack manages it; the configuration then specifies the delivery method", () => {
    const reasons = { factor: "another stack manages it" };
    const { managed, configuration, why } = partsOfPlan({ managed: parts, reasons });
    expect(managed).toEqual(["application", "sender", "messages", "policy"]);
    expect(configuration).toMatchObject({ delivery: ["sms"] });
    expect(why).toMatchObject({ "phone factor": "another stack manages it" });
  });
});

test("an Action that may require MFA is reported, unless actionsWithoutMfa lists it", () => {
  const found = { ...good, mfaActions: ["Greeting", "Ask for MFA"] };
  const { leftAlone } = planAdoption(found, [spa], {
    managed: parts,
    reasons: {},
    actionsWithoutMfa: ["Greeting"],
  });
  expect(leftAlone.map(({ name }) => name)).toEqual(["all other settings of App", "Action Ask for MFA"]);
});

test("a part that is adopted although another stack manages it is named as shared", () => {
  const others = { policy: 'stack "dev" of this project manages it', sender: "another does" };
  const { managed, shared } = planAdoption(good, [spa], { managed: ["policy"], reasons: {}, others });
  expect(managed).toEqual(["policy"]);
  expect(shared).toEqual([
    { name: "MFA policy", why: 'stack "dev" of this project manages it', overlap: sharedOverlap },
  ]);
});

describe("an application of another stack", () => {
  const foreign = new Map([["abc", "another stack registered it"]]);
  const planned = (adopted: readonly (typeof spa)[], clients = [client]) =>
    planAdoption({ ...good, clients }, adopted, { managed: parts, reasons: {}, foreign });
  const elsewhere = { name: "application App", why: "another stack registered it (abc)" };

  test("is left out, with the reason", () => {
    const { leftAlone, shared, managed } = planned([]);
    expect(managed).not.toContain("application");
    expect(leftAlone).toContainEqual(elsewhere);
    expect(leftAlone).toContainEqual({
      name: "application",
      why: "other stacks manage the tenant's single-page applications. To adopt one, name it with --client-id",
    });
    expect(shared).toEqual([]);
  });

  test("is named as shared if it is adopted", () => {
    const { leftAlone, shared } = planned([spa]);
    expect(leftAlone.map(({ name }) => name)).toEqual(["all other settings of App"]);
    expect(shared).toEqual([
      {
        name: "application App",
        why: "another stack registered it",
        overlap: expect.stringContaining("overwrites the other one's URLs") as string,
      },
    ]);
  });

  test.each([
    ["of another type", [{ ...client, appType: "non_interactive" }]],
    ["that is not another stack's", [{ ...client, clientId: "def" }]],
  ])("is not assumed for one %s", (_, clients) => {
    expect(planned([], clients).leftAlone).toContainEqual({
      name: "application",
      why: "no single-page application was found",
    });
  });
});

describe("a stack that is deployed already", () => {
  const shared = parts.filter((part) => part !== "application");
  const reasons = Object.fromEntries(shared.map((part) => [part, `stack "other" manages it`]));
  const having =
    (...names: string[]) =>
    ({ name }: { name: string }) =>
      names.includes(name);

  test.each([
    ["nothing", [], []],
    ["its sender", ["sender"], ["sender"]],
    ["its messages", ["enrollment", "verification"], ["messages"]],
    ["its settings", ["mfa"], ["factor", "policy"]],
    ["all of them", ["sender", "enrollment", "mfa"], ["sender", "messages", "factor", "policy"]],
  ])("keeps what its state has, %s, regardless of other stack files", (_, names, kept) => {
    const allowed = { managed: parts, reasons, isRecorded: having(...names) };
    expect(planAdoption(good, [spa], allowed).managed).toEqual(["application", ...kept]);
  });

  test("on a legacy tenant, keeps the four parts that are one resource", () => {
    const legacy = { ...good, tenant: { experience: "legacy" as const, friendlyName: "T" } };
    const sid = `AC${hex}`;
    const twilio = { sid, from: "+15005550006", messagingServiceSid: undefined, authToken: "t".repeat(32) };
    const found = {
      ...legacy,
      legacySender: { selected: "twilio", twilio },
      legacyMessages: { enrollment: "{{code}} e", verification: "{{code}} v" },
    };
    const managedWith = (...names: string[]) =>
      planAdoption(found, [spa], { managed: parts, reasons, isRecorded: having(...names) }).managed;
    expect(managedWith("mfa")).toEqual(parts);
    expect(managedWith()).toEqual(["application"]);
  });

  test("keeps its own Messaging Service, and everything that its file says of it", () => {
    const [provider] = good.phoneProviders ?? [];
    if (provider === undefined) throw new Error("There is no provider.");
    const found = {
      ...good,
      phoneProviders: [{ ...provider, from: undefined, messagingServiceSid: `MG${hex}` }],
    };
    const plan = (isRecorded: (one: { name: string }) => boolean) =>
      planAdoption(found, [spa], { managed: parts, reasons: {}, isRecorded });
    const { configuration, findings } = plan(having("twilio-messaging"));
    for (const key of ["twilioFrom", "twilioMessagingServiceSid", "twilioMessaging"])
      expect(configuration).not.toHaveProperty(key);
    expect(findings.filter(isHeld).flatMap(({ shown }) => shown)).toContainEqual({
      setting: "from",
      value: `MG${hex}`,
      key: "twilioMessaging.service",
      already: "created by this stack",
    });
    expect(plan(having()).configuration).toMatchObject({ twilioMessagingServiceSid: `MG${hex}` });
  });
});

describe("an application that the stack registered", () => {
  const declared = { appName: "App", callbackUrls: ["https://a.example.com"] };
  const own = { ...spa, declared };
  const recorded = { managed: parts, reasons: {}, isRecorded: () => true };

  test("stays as it is: nothing is written or imported, nor protected", () => {
    const { configuration, imports, managed } = planAdoption(good, [own], recorded);
    expect(managed).toEqual(parts);
    expect(imports).toEqual([]);
    for (const key of ["existingClientId", "appName", "callbackUrls", "protect"])
      expect(configuration).not.toHaveProperty(key);
  });

  test("keeps its keys beside one that is adopted", () => {
    const other = { name: "shop", client: { ...client, clientId: "def" } };
    const { configuration, imports } = planAdoption(good, [own, other]);
    expect(configuration["applications"]).toMatchObject({ spa: declared, shop: { existingClientId: "def" } });
    expect(configuration["protect"]).toBe(true);
    expect(imports.filter(({ type }) => type.endsWith(":Client"))).toMatchObject([
      { name: "shop", id: "def" },
    ]);
  });
});
