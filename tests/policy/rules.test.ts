import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { textAt } from "../../policy/Declared.ts";
import type { Declared } from "../../policy/Declared.ts";
import { defaultsOf } from "../../policy/Rule.ts";
import { brokenRules } from "../../policy/brokenRules.ts";
import { rules } from "../../policy/rules/index.ts";
import { changed, declared, fixture, legacyPlivoFixture, ignoring, without } from "./fixture.ts";

const only = (bag: readonly Declared[], name: string) =>
  bag.find((one) => one.name === name) ?? declared("Guardian", name, {});

/** The violations of all rules for a stack whose state holds `before`, by rule id. */
function violations(
  all: readonly Declared[],
  before: readonly Declared[] = fixture(),
  own: Record<string, object> = {},
): Record<string, string[]> {
  const given: Record<string, unknown> = {
    recorded: before.map(({ urn }) => urn),
    recordedPolicy: textAt(only(before, "mfa"), "policy"),
  };
  const configuration = Object.fromEntries(rules.map(({ id }) => [id, { ...given, ...own[id] }]));
  const broken = Map.groupBy(brokenRules(all, configuration), ({ rule }) => rule);
  return Object.fromEntries([...broken].map(([id, found]) => [id, found.map(({ message }) => message)]));
}

const client = (change: (properties: Record<string, unknown>) => unknown) =>
  changed(fixture(), "Client", "spa", change);
const policy = (value: string) => changed(fixture(), "Guardian", "mfa", () => ({ policy: value }));
const spa = (url: string) => client(() => ({ callbacks: ["https://app.example.com", url] }));
const action = (change: object) =>
  changed(legacyPlivoFixture(), "Action", "send-phone-message", () => change);

/** An Action of a certain size. */
const sized = ({ bytes = 2, modules = 0, secrets = 0 }) => ({
  code: "//".padEnd(bytes, "x"),
  dependencies: Array.from({ length: modules }, () => ({ name: "a" })),
  secrets: Array.from({ length: secrets }, (_, at) => ({ name: `SECRET_${at}`, value: `value of ${at}` })),
});

test.each([
  ["Twilio, unified", fixture()],
  ["Plivo, legacy", legacyPlivoFixture()],
])("%s: breaks no rule", (_, bag) => {
  expect(violations(bag, bag)).toEqual({});
  expect(violations(bag, [], { "no-purchases": { allow: ["+15005550006"] } })).toEqual({});
});

test("the delete budget's fix depends on whether several changes would help", () => {
  const gone = fixture().filter(({ kind }) => !["PhoneNotificationTemplate", "Guardian"].includes(kind));
  const fixOf = (most: number) =>
    violations(gone, fixture(), { "delete-budget": { most } })["delete-budget"]?.[0];
  expect(fixOf(0)).toContain('at most 0 may be. Raise "most"');
  expect(fixOf(1)).toContain('at most 1 may be. Delete them in several changes, or raise "most"');
});

test.each([
  "Client",
  "PhoneProvider",
  "PhoneNotificationTemplate",
  "Guardian",
  "Action",
  "TriggerAction",
  "TriggerActions",
  "MessagingService",
  "MessagingPhoneNumber",
])("the delete budget counts a %s", (kind) => {
  const before = [...fixture(), declared(kind, "old", {})];
  expect(violations(fixture(), before, { "delete-budget": { most: 0 } })["delete-budget"]).toEqual([
    `1 resource would be deleted (${kind} old); at most 0 may be. Raise "most" of the rule "delete-budget" in policy/configuration.json.`,
  ]);
});

test.each(["Stash", "Resource", "Stack"])("the delete budget does not count a %s of Pulumi", (kind) => {
  const before = [...fixture(), declared(kind, "old", {})];
  expect(violations(fixture(), before, { "delete-budget": { most: 0 } })).toEqual({});
});

test("an Action may be as large as Auth0 allows", () => {
  const largest = action(sized({ bytes: 100_000, modules: 10, secrets: 30 }));
  expect(violations(largest, largest)).toEqual({});
});

test("a wildcard under which anyone can register a host is reported as such", () => {
  const said = violations(spa("https://deploy-preview-*--site.netlify.app"))["no-wildcards"];
  expect(said?.[0]).toContain("anybody can register a host under netlify.app");
  expect(violations(spa("https://*.example.com"))["no-wildcards"]?.[0]).not.toContain("anybody");
});

test("a URL that Auth0 can't match is reported with the intended one", () => {
  expect(violations(spa("https://App.Example.com/callback"))["usable-urls"]).toEqual([
    "callbackUrls has https://App.Example.com/callback, which is not in the form that a browser sends, and Auth0 compares URLs character by character. Use https://app.example.com/callback.",
  ]);
  expect(
    violations(spa("https://*.com"), fixture(), { "no-wildcards": { except: ["https://*.com"] } }),
  ).toEqual({
    "usable-urls": [
      expect.stringMatching(/may have only one wildcard.* Remove the URL from callbackUrls\.$/),
    ],
  });
});

test("a URL of one of several applications is reported by its path in the configuration", () => {
  const admin = declared("Client", "admin", { callbacks: ["http://admin.example.com"] });
  expect(violations([...fixture(), admin])).toMatchObject({
    "https-urls": [
      expect.stringMatching(/^applications\.admin\.callbackUrls has http:\/\/admin\.example\.com: /),
    ],
  });
});

describe("a provider's credentials", () => {
  const token = `eyJ${"a".repeat(20)}.eyJ${"b".repeat(20)}.${"c".repeat(20)}`;
  const provider = (type: string, properties: Record<string, unknown>) => ({
    ...declared("Client", "default_3_49_0", properties),
    kind: type,
    urn: `urn:pulumi:dev::auth0-phone-mfa::pulumi:providers:${type}::default_3_49_0`,
  });

  test.each([
    ["auth0", { domain: "t.eu.auth0.com", apiToken: token }],
    ["auth0", { clientAssertionPrivateKey: "-----BEGIN PRIVATE KEY-----\nMII" }],
    ["auth0", { clientSecret: "f".repeat(64) }],
    ["twilio", { accountSid: `AC${"0".repeat(32)}`, authToken: "f".repeat(32) }],
    ["twilio", { apiKey: `SK${"0".repeat(32)}`, apiSecret: "f".repeat(32) }],
    ["github", { token: `ghp_${"a".repeat(36)}` }],
    ["aws", { accessKey: "AKIAABCDEFGHIJKLMNOP", secretKey: "f".repeat(40) }],
  ])("of %s are allowed in their own properties: %j", (type, properties) => {
    expect(violations([...fixture(), provider(type, properties)])).toEqual({});
  });

  test("are rejected in its other properties", () => {
    const found = violations([...fixture(), provider("auth0", { audience: token })]);
    expect(Object.keys(found)).toEqual(["no-plain-secrets"]);
  });
});

const pem = "-----BEGIN PRIVATE KEY-----";

test.each([
  [
    "Connection",
    { options: { clientSecret: pem, signingKey: { cert: "-----BEGIN CERTIFICATE-----", key: pem } } },
  ],
  ["LogStream", { sink: { httpAuthorization: `Bearer ${"a1".repeat(16)}` } }],
  ["EmailProvider", { credentials: { apiKey: `SG.${"a".repeat(22)}.${"a".repeat(43)}` } }],
  ["User", { password: "-----BEGIN PRIVATE KEY-----" }],
  ["Action", { code: "", runtime: "node22", secrets: [{ name: "KEY", value: pem }] }],
])("a secret of a %s is allowed in a property that its provider keeps secret: %j", (kind, properties) => {
  expect(violations([...fixture(), declared(kind, "other", properties)])).toEqual({});
});

const owningAll = (bag: Declared[]): Declared[] => bag.map((one) => ({ ...one, ignored: [] }));

test("the phone factor may be off while users can sign in with a different factor of the stack", () => {
  const off = (change: object) =>
    changed(owningAll(fixture()), "Guardian", "mfa", () => ({
      phone: { enabled: false },
      ...change,
    }));
  expect(violations(off({}))).toHaveProperty("factor-on-while-required");
  expect(violations(off({ otp: true }))).not.toHaveProperty("factor-on-while-required");
  expect(violations(off({ recoveryCode: true }))).toHaveProperty("factor-on-while-required");
});

test("the number that an Action sends from is no secret, although it is among the Action's secrets", () => {
  const bag = action({
    code: "// from +15005550006",
    secrets: [{ name: "PLIVO_FROM", value: "+15005550006" }],
  });
  expect(violations(bag, bag)).toEqual({});
});

test("a secret of seven characters is not searched for, because it may be a word", () => {
  const bag = action({
    code: "const token = 'seven c';",
    secrets: [{ name: "PLIVO_AUTH_TOKEN", value: "seven c" }],
  });
  expect(violations(bag, bag)).toEqual({});
});

test("an Action's limits apply to Actions only", () => {
  const bag = client(() => ({ code: "x".repeat(200_000), runtime: "node12" }));
  expect(violations(bag, bag)).toEqual({});
});

test("URLs of resources other than applications are not checked", () => {
  const other = declared("ResourceServer", "api", { callbacks: ["http://*.example.com"] });
  expect(violations([...fixture(), other])).toEqual(violations(fixture()));
});

test("a template of a different message needs no code", () => {
  const bag = changed(fixture(), "PhoneNotificationTemplate", "otp_verify", () => ({
    type: "blocked_account",
    content: { body: { text: "Your account is blocked" } },
  }));
  expect(violations(bag, bag)).toEqual({});
});

test("each rule has a unique ID, a description, and a mutation below", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(mutations.map(([id]) => id))].sort()).toEqual([...ids].sort());
  for (const { id, description } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});

/** The rule, the change, the changed stack, and other rules that it breaks too. */
const mutations: [id: string, name: string, bag: Declared[], also?: string[]][] = [
  ["https-urls", "a callback URL over HTTP", spa("http://app.example.com")],
  ["https-urls", "a logout URL over HTTP", client(() => ({ allowedLogoutUrls: ["http://app.example.com"] }))],
  ["usable-urls", "a host in capitals", spa("https://App.Example.com/callback")],
  ["usable-urls", "a native application's URL", spa("com.example.app://callback")],
  ["usable-urls", "an origin with a path", client(() => ({ webOrigins: ["https://app.example.com/"] }))],
  [
    "usable-urls",
    "an origin for CORS with a path",
    client(() => ({ allowedOrigins: ["https://app.example.com/"] })),
  ],
  [
    "usable-urls",
    "a fragment in a logout URL",
    client(() => ({ allowedLogoutUrls: ["https://app.example.com/#x"] })),
  ],
  ["no-wildcards", "a wildcard", spa("https://*.example.com/callback")],
  ["no-loopback-in-production", "localhost", spa("http://localhost:3000")],
  [
    "no-loopback-in-production",
    "a logout URL of the machine",
    client(() => ({ allowedLogoutUrls: ["http://localhost:3000/bye"] })),
  ],
  [
    "no-loopback-in-production",
    "a web origin of the machine",
    client(() => ({ webOrigins: ["http://127.0.0.1:3000"] })),
  ],
  ["always-in-production", "adaptive", policy("confidence-score"), ["policy-not-lowered"]],
  ["policy-not-lowered", "never", policy("never"), ["always-in-production"]],
  [
    "policy-not-removed",
    "MFA taken out of the program",
    without(fixture(), "Guardian", "mfa"),
    ["never-delete"],
  ],
  [
    "factor-on-while-required",
    "the factor off",
    changed(fixture(), "Guardian", "mfa", () => ({ phone: { enabled: false } })),
  ],
  [
    "factor-on-while-required",
    "the factor neither declared nor ignored, which counts as off",
    changed(fixture(), "Guardian", "mfa", () => ({ phone: undefined })),
  ],
  [
    "sender-covers-delivery",
    "the sender gone",
    without(fixture(), "PhoneProvider", "sender"),
    ["never-delete"],
  ],
  [
    "sender-covers-delivery",
    "the sender gone from a unified tenant, whose factor a refresh reads with an empty sender",
    changed(without(fixture(), "PhoneProvider", "sender"), "Guardian", "mfa", ({ phone }) => ({
      phone: { ...(phone as object), provider: "" },
    })),
    ["never-delete"],
  ],
  [
    "sender-covers-delivery",
    "voice that the sender does not send",
    changed(fixture(), "Guardian", "mfa", () => ({
      phone: { enabled: true, messageTypes: ["sms", "voice"] },
    })),
  ],
  [
    "sender-covers-delivery",
    "a legacy tenant's Action unbound",
    without(legacyPlivoFixture(), "TriggerAction", "send-phone-message"),
  ],
  ...["otp_enroll", "otp_verify"].flatMap((type) =>
    ["text", "voice"].map((method): [string, string, Declared[]] => [
      "templates-hold-code",
      `${type}: a ${method} without the code`,
      changed(fixture(), "PhoneNotificationTemplate", type, () => ({
        content: { body: { text: "{{code}}", voice: "{{code}}", [method]: "Welcome" } },
      })),
    ]),
  ),
  [
    "templates-hold-code",
    "a text with the code in a comment only",
    changed(fixture(), "PhoneNotificationTemplate", "otp_verify", () => ({
      content: { body: { text: "Welcome{% comment %}{{ code }}{% endcomment %}" } },
    })),
  ],
  [
    "templates-hold-code",
    "a text that is not closed",
    changed(fixture(), "PhoneNotificationTemplate", "otp_verify", () => ({
      content: { body: { text: "{% if locale contains 'fr' %}{{code}}{% else %}{{code}}" } },
    })),
  ],
  [
    "templates-hold-code",
    "a text with the code in one language",
    changed(fixture(), "PhoneNotificationTemplate", "otp_enroll", () => ({
      content: { body: { text: "{% if locale contains 'fr' %}{{code}}{% else %}Hello{% endif %}" } },
    })),
  ],
  ...["enrollmentMessage", "verificationMessage"].map((message): [string, string, Declared[]] => [
    "templates-hold-code",
    `a legacy ${message} without the code`,
    changed(legacyPlivoFixture(), "Guardian", "mfa", ({ phone }) => ({
      phone: { ...(phone as object), options: { [message]: "{{codes}}" } },
    })),
  ]),
  [
    "no-plain-secrets",
    "a token in the application's name",
    client(() => ({ name: `App ${"f".repeat(31)}0`, clientSecret: `${"f".repeat(31)}0` })),
  ],
  [
    "no-plain-secrets",
    "the sender's token in its account SID",
    changed(fixture(), "PhoneProvider", "sender", ({ configuration }) => ({
      credentials: { authToken: `${"f".repeat(31)}0` },
      configuration: { ...(configuration as object), sid: `${"f".repeat(31)}0` },
    })),
  ],
  [
    "no-plain-secrets",
    "a private key in metadata",
    client(() => ({ clientMetadata: { k: "-----BEGIN PRIVATE KEY-----" } })),
  ],
  ...["clientMetadata", "appMetadata"].map((metadata): [string, string, Declared[]] => [
    "no-plain-secrets",
    `a private key in ${metadata} that is named one`,
    client(() => ({ [metadata]: { "private.key": { signing_key: pem } } })),
  ]),
  [
    "no-plain-secrets",
    "a token in a custom header",
    [
      ...fixture(),
      declared("LogStream", "log", {
        sink: { httpCustomHeaders: [{ header: "X-Token", value: `Bearer ${"f".repeat(31)}0` }] },
      }),
    ],
  ],
  ["no-secrets-in-actions", "a token in the code", action({ code: `const token = "${"f".repeat(31)}0";` })],
  [
    "no-secrets-in-actions",
    "a secret of its own in the code, in any form, of at least eight characters",
    action({
      code: "const token = '8 signs!';",
      secrets: [{ name: "PLIVO_AUTH_TOKEN", value: "8 signs!" }],
    }),
  ],
  [
    "no-secrets-in-actions",
    "a secret in the log",
    action({ code: "console.log(event.secrets.PLIVO_AUTH_TOKEN)" }),
  ],
  ["action-within-limits", "too long", action(sized({ bytes: 100_001 }))],
  ["action-within-limits", "too many modules", action(sized({ modules: 11 }))],
  ["action-within-limits", "too many secrets", action(sized({ secrets: 31 }))],
  ["action-within-limits", "an old runtime", action({ runtime: "node18" })],
  [
    "protected-in-production",
    "not protected",
    fixture().map((one) => (one.kind === "Client" ? { ...one, protect: false } : one)),
  ],
  ["no-purchases", "a number bought", [...fixture(), declared("PhoneNumber", "+15005550009", {})]],
  ["no-purchases", "a number given up", without(fixture(), "PhoneNumber", "+15005550006")],
  [
    "delete-budget",
    "three gone",
    fixture().filter(({ kind }) => !["PhoneNotificationTemplate", "Guardian"].includes(kind)),
    ["never-delete", "policy-not-removed"],
  ],
  ["never-delete", "the application gone", without(fixture(), "Client", "spa")],
  ["never-delete", "the MFA settings gone", without(fixture(), "Guardian", "mfa"), ["policy-not-removed"]],
];

/** The stack before the change. */
const beforeOf = (bag: Declared[]): Declared[] =>
  bag.some(({ kind }) => kind === "Action" || kind === "TriggerAction") ? legacyPlivoFixture() : fixture();

describe.each(mutations)("%s", (id, name, bag, also = []) => {
  test(`${name}: reported without a secret`, () => {
    const said = violations(bag, beforeOf(bag));
    expect(Object.keys(said).sort()).toEqual([id, ...also].sort());
    for (const sentence of Object.values(said).flat()) expect(sentence).not.toContain("f".repeat(31));
  });
});

test("each violation is reported with a fix, in the words of violations.txt", async () => {
  const said = mutations.map(([id, name, bag]) =>
    [`${id}: ${name}`, ...(violations(bag, beforeOf(bag))[id] ?? [])].join("\n  "),
  );
  await expect(`${said.join("\n\n")}\n`).toMatchFileSnapshot("violations.txt");
});

test.each<[string, Declared[], Record<string, object>]>([
  [
    "a wildcard that is accepted",
    spa("https://*.example.com/cb"),
    { "no-wildcards": { except: ["https://*.example.com/cb"] } },
  ],
  ...[
    "https://App.Example.com",
    "http://app.example.com",
    "com.app://cb",
    "https://*.com",
    "http://localhost",
  ].map((url): [string, Declared[], Record<string, object>] => [
    `${url} in an unmanaged list`,
    spa(url).map((one) => ({ ...one, ignored: ["callbacks"] })),
    {},
  ]),
  [
    "a policy that may be lowered",
    policy("never"),
    { "policy-not-lowered": { allowWeakening: true }, "always-in-production": { stacks: [] } },
  ],
  [
    "MFA that may be taken out",
    without(fixture(), "Guardian", "mfa"),
    { "policy-not-removed": { allowWeakening: true }, "never-delete": { resources: [] } },
  ],
  [
    "MFA taken out after its policy was lowered",
    without(fixture(), "Guardian", "mfa"),
    { "policy-not-removed": { recordedPolicy: "never" }, "never-delete": { resources: [] } },
  ],
  [
    "a number that may be bought",
    [...fixture(), declared("PhoneNumber", "+15005550009", {})],
    { "no-purchases": { allow: ["+15005550009"] } },
  ],
  [
    "a bigger budget",
    fixture().filter(({ kind }) => kind !== "PhoneNotificationTemplate"),
    { "delete-budget": { most: 9 } },
  ],
  [
    "a number given up, which stays in the account,",
    fixture().filter(({ kind }) => !["PhoneNotificationTemplate", "PhoneNumber"].includes(kind)),
    { "no-purchases": { allow: ["+15005550006"] } },
  ],
  ["an unmanaged policy", ignoring(policy("never"), "policy"), {}],
  ["an empty policy", policy(""), {}],
  [
    "a policy that a preview can't know",
    changed(fixture(), "Guardian", "mfa", () => ({ policy: undefined })),
    {},
  ],
  [
    "an unmanaged text without the code",
    ignoring(
      changed(fixture(), "Guardian", "mfa", () => ({
        phone: { enabled: true, options: { enrollmentMessage: "Welcome" } },
      })),
      "phone",
    ),
    {},
  ],
  [
    "an unmanaged factor",
    ignoring(
      changed(fixture(), "Guardian", "mfa", () => ({ phone: { enabled: false } })),
      "phone",
    ),
    {},
  ],
])("%s is not reported", (_, bag, own) => {
  expect(violations(bag, fixture(), own)).toEqual({});
});

test.each([
  ["the application", "Client", "spa"],
  ["the sender", "PhoneProvider", "sender"],
  ["the factor and the policy", "Guardian", "mfa"],
])("%s that is no longer managed does not count as a deletion", (_, kind, name) => {
  const bag = without(fixture(), kind, name);
  expect(violations(bag, bag)).toEqual({});
});

test("outside production, loopback, a weaker policy and no protection are allowed", () => {
  const bag = spa("http://localhost:3000").map((one) => ({ ...one, stack: "dev", protect: false }));
  expect(violations(bag, bag)).toEqual({});
});

test("policy/configuration.json lists each value that a team sets, with its default", () => {
  const filledIn = ["recorded", "recordedPolicy", "allowWeakening"];
  const own = rules.map((rule) => {
    const values = Object.entries(defaultsOf(rule)).filter(([key]) => !filledIn.includes(key));
    return [rule.id, Object.fromEntries(values)] as const;
  });
  const file = readFileSync(new URL("../../policy/configuration.json", import.meta.url), "utf8");
  expect(JSON.parse(file)).toEqual(
    Object.fromEntries(own.filter(([, values]) => Object.keys(values).length > 0)),
  );
});

test.each<[string, RegExp]>([
  ["callbacks", /callbackUrls has .*: any matching host could receive authorization codes\./],
  [
    "allowedLogoutUrls",
    /logoutUrls has .*: any matching host could show its own page to users who log out\./,
  ],
  [
    "webOrigins",
    /webOrigins has .*: any matching host could get a signed-in user's tokens without the user noticing\./,
  ],
  ["allowedOrigins", /allowedOrigins has .*: any matching host could read responses/],
])("a wildcard in %s is reported with its own risk", (list, says) => {
  const bag = client(() => ({ [list]: ["https://*.example.com"] }));
  expect(violations(bag, bag)["no-wildcards"]).toEqual([expect.stringMatching(says)]);
});

describe("a rule's level in the pack's configuration", () => {
  const bag = spa("https://*.example.com");
  const levelsOf = (configuration: Record<string, unknown>) =>
    brokenRules(without(bag, "PhoneNumber", "+15005550006"), configuration).map(
      ({ rule, level }) => `${rule}: ${level}`,
    );

  test.each<[string, Record<string, unknown>, string[]]>([
    ["is mandatory by default", {}, ["no-wildcards: mandatory"]],
    ["is a name", { "no-wildcards": "advisory" }, ["no-wildcards: advisory"]],
    [
      "is a value beside others",
      { "no-wildcards": { enforcementLevel: "advisory", except: [] } },
      ["no-wildcards: advisory"],
    ],
    ["is that of all rules", { all: "advisory" }, ["no-wildcards: advisory"]],
    [
      "is that of all rules, beside a rule's other values",
      { all: "advisory", "no-wildcards": { except: [] } },
      ["no-wildcards: advisory"],
    ],
    ["turns the rule off", { "no-wildcards": "disabled" }, []],
    ["turns all rules off", { all: "disabled" }, []],
  ])("%s", (_, configuration, levels) => {
    expect(levelsOf(configuration)).toEqual(levels);
  });
});
