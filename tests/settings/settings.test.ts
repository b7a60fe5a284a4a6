import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defaults, ownKeys } from "../../settings/keys.ts";
import { describeProblems } from "../../configuration/problems.ts";
import { isEmpty } from "../../configuration/moves.ts";
import { parts } from "../../configuration/parts.ts";
import { defaultMessages } from "../../mfa/templates.ts";
import { managedBy, readSettings } from "../../settings/settings.ts";
import { applyFixes } from "../support/settings/applyFixes.ts";
import { mistakes } from "./mistakes.ts";
import { goodPlivoValues, goodValues, secretKeys, source, own } from "../support/settings/source.ts";

const manifest = parse(readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8")) as {
  config: Record<string, { description?: string; default?: unknown }>;
};
const [a, b] = ["+15005550006", "+14155552671"];
const messaging = (value: unknown) => JSON.stringify(value);
const problems = (...args: Parameters<typeof source>) => readSettings(source(...args)).problems;

describe("a valid configuration", () => {
  test("has no problem, and gets the defaults", () => {
    const { settings, problems } = readSettings(source());
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      applications: {
        spa: {
          appName: "Twilio MFA Test",
          callbackUrls: ["http://localhost:3000"],
          existing: undefined,
        },
      },
      factor: true,
      phoneExperience: "unified",
      delivery: ["sms"],
      mfaPolicy: "always",
      protect: false,
      allowWeakening: false,
      sender: { kind: "twilio", from: "+15005550006" },
    });
    expect(settings.sender).not.toHaveProperty("messagingServiceSid");
  });

  test("may allow a weaker policy", () => {
    expect(readSettings(source({ [own("allowWeakening")]: "true" })).settings.allowWeakening).toBe(true);
  });

  test("manages exactly the other factors that it lists", () => {
    const { settings, problems } = readSettings(
      source({ [own("otherFactors")]: '{"otp":true,"email":false}' }),
    );
    expect(problems).toEqual([]);
    expect(settings.otherFactors).toEqual({ otp: true, email: false });
    expect(managedBy(settings)).toEqual([...parts, "otp", "email"]);
    expect(readSettings(source()).settings.otherFactors).toEqual({});
  });

  test.each([
    ["phoneExperience", ["unified", "legacy"]],
    ["mfaPolicy", ["never", "adaptive", "always"]],
  ] as const)("%s may be each of %j", (key, words) => {
    for (const word of words) {
      const { settings, problems } = readSettings(source({ [own(key)]: word }));
      expect(problems).toEqual([]);
      expect(settings[key]).toBe(word);
    }
  });

  test("may send with Plivo", () => {
    const { settings, problems } = readSettings(source({}, { base: goodPlivoValues }));
    expect(problems).toEqual([]);
    expect(settings.sender).toMatchObject({ kind: "plivo", authId: "MAXXXXXXXXXXXXXXXXXX" });
  });

  test.each([
    ["prod", undefined, true],
    ["prod", "false", false],
    ["dev", undefined, false],
    ["dev", "true", true],
  ])("protect: stack %s with %s is %s", (stack, value, expected) => {
    const { settings, problems } = readSettings(source({ [own("protect")]: value }, { stack }));
    expect(problems).toEqual([]);
    expect(settings.protect).toBe(expected);
  });

  test("reads Auth0's credentials from the environment, like its provider", () => {
    const without = {
      "auth0:clientId": undefined,
      "auth0:clientSecret": undefined,
    };
    expect(problems(without)).toHaveLength(2);
    const client = { AUTH0_CLIENT_ID: "abc", AUTH0_CLIENT_SECRET: "def" };
    expect(problems(without, { environment: client })).toEqual([]);
    expect(problems(without, { environment: { AUTH0_API_TOKEN: "x" } })).toEqual([]);
  });
});

test.each<[string, Record<string, string>, string]>([
  ["the configuration", { "auth0:apiToken": "a" }, "auth0:apiToken"],
  ["the environment, if the configuration has none", {}, "AUTH0_API_TOKEN"],
])("a token is taken from %s", (_, values, from) => {
  const { auth0 } = readSettings(source(values, { environment: { AUTH0_API_TOKEN: "b" } })).settings;
  expect(auth0.apiTokenFrom).toBe(from);
});

describe("the tenant", () => {
  test("is set by the stack file, and can't be set by a variable instead", () => {
    const environment = { AUTH0_DOMAIN: "t.auth0.com" };
    expect(problems({ "auth0:domain": undefined }, { environment })).toMatchObject([
      {
        key: "auth0:domain",
        what: "is missing; the variable AUTH0_DOMAIN is not used for it, because it could send a stack to another tenant",
        fix: "set auth0:domain t.auth0.com",
      },
    ]);
    expect(problems({ "auth0:domain": undefined })).toMatchObject([
      { what: "is missing", fix: "set auth0:domain YOUR_TENANT.eu.auth0.com" },
    ]);
  });

  test("may also be in a variable, which must agree", () => {
    const say = (AUTH0_DOMAIN: string) => problems({}, { environment: { AUTH0_DOMAIN } });
    expect(say("Tenant.eu.auth0.com")).toEqual([]);
    expect(describeProblems("dev", say("other.eu.auth0.com"))).toContain(
      "auth0:domain is tenant.eu.auth0.com, and the variable AUTH0_DOMAIN is other.eu.auth0.com. Unset the variable, or, if you want its tenant, set the domain. " +
        "Fix: pulumi config set auth0:domain other.eu.auth0.com --stack dev",
    );
  });
});

describe("one change, one problem", () => {
  test.each(mistakes)("%s = %s: %s … %s", (key, value, expectedKey, expectedWords, options) => {
    const found = problems({ [key]: value }, options);
    expect(found.map((problem) => problem.key)).toEqual([expectedKey]);
    expect(found[0]?.what).toContain(expectedWords);
    for (const command of found.flatMap(({ fix }) => fix)) expect(command).toMatch(/^(set|rm) /);
  });

  test.each([
    ["auth0:domain", "'t.eu.auth0.com'", "set auth0:domain t.eu.auth0.com"],
    [
      "auth0:domain",
      "https://manage.auth0.com/dashboard/eu/acme/applications",
      "set auth0:domain acme.eu.auth0.com",
    ],
    ["auth0:domain", "manage.auth0.com", "set auth0:domain YOUR_TENANT.eu.auth0.com"],
    ["auth0:domain", "https://YOUR_TENANT.eu.auth0.com", "set auth0:domain YOUR_TENANT.eu.auth0.com"],
    ["auth0:domain", "https://me@t.eu.auth0.com:443/x?y#z", "set auth0:domain t.eu.auth0.com:443"],
    [own("existingClientId"), " 'abc-1' ", "set existingClientId abc-1"],
    ["twilio:accountSid", `'AC${"a".repeat(32)}'`, `set twilio:accountSid AC${"a".repeat(32)}`],
    [own("sender"), "Twilio", "set sender twilio"],
    [own("sender"), "plvio", "set sender plivo"],
    [own("sender"), "vonage", "set sender twilio"],
    [own("mfaPolicy"), "'Never'", "set mfaPolicy never"],
    [own("mfaPolicy"), "Adaptive", "set mfaPolicy adaptive"],
    [own("delivery"), '["SMS"]', "set --path 'delivery[0]' sms"],
    [own("manage"), '["application","Policy"]', "set --path 'manage[1]' policy"],
    [own("protect"), "Yes", "set protect true"],
    [own("protect"), "ture", "set protect true"],
    [own("protect"), "maybe", "set protect true"],
    [own("allowWeakening"), "maybe", "set allowWeakening false"],
    [own("callbackUrls"), '["htps://a.example.com"]', "set --path 'callbackUrls[0]' https://a.example.com"],
    [own("protect"), "False", "set protect false"],
    [
      own("callbackUrls"),
      "[https://a.example.com]",
      "set --path --type string 'callbackUrls[0]' https://a.example.com",
    ],
    [
      own("callbackUrls"),
      "['https://a.example.com']",
      "set --path --type string 'callbackUrls[0]' https://a.example.com",
    ],
    [
      own("callbackUrls"),
      "- https://a.example.com\n",
      "set --path --type string 'callbackUrls[0]' https://a.example.com",
    ],
    [own("delivery"), "SMS; voice", "set --path --type string 'delivery[0]' sms"],
  ])("%s = %s: the fix is what was meant, %s", (key, value, fix) => {
    const [problem] = problems({ [key]: value });
    expect([problem?.fix].flat()[0]).toBe(fix);
  });

  test("a key of another provider is none, and one unlike all others gets no proposal", () => {
    expect(problems({ "two:accountSid": "AC1" })).toEqual([]);
    expect(problems({ [own("calbkUrl")]: "https://a.example.com" })).toMatchObject([
      { key: "calbkUrl", what: "is not a key of this project" },
    ]);
  });

  test("a Messaging Service instead of a number is none", () => {
    expect(
      problems({ [own("twilioFrom")]: undefined, [own("twilioMessagingServiceSid")]: `MG${"a".repeat(32)}` }),
    ).toEqual([]);
  });

  test("managing a legacy tenant's sender, messages and factor separately is one", () => {
    const legacy = { [own("phoneExperience")]: "legacy" };
    for (const managed of ['["policy"]', '["sender","messages","factor"]', "[]"])
      expect(problems({ ...legacy, [own("manage")]: managed })).toEqual([]);
    const found = problems({ ...legacy, [own("manage")]: '["factor","policy"]' });
    expect(found).toMatchObject([{ key: "manage", fix: "set --path 'manage[2]' sender" }]);
  });

  test.each([
    ["auth0:clientSecret", {}],
    ["auth0:apiToken", {}],
    ["auth0:clientAssertionPrivateKey", {}],
    ["twilio:authToken", {}],
    ["twilio:authToken", { [own("manage")]: '["application"]' }],
    ["twilio:apiSecret", {}],
    ["plivo:authToken", {}],
  ])("a secret in plaintext in the stack file is one, in use or not: %s %j", (key, more) => {
    const given = source({ [key]: "f".repeat(32), ...more });
    expect(readSettings({ ...given, isSecret: (name) => name !== key }).problems).toMatchObject([
      { key, what: expect.stringContaining("in plaintext") as string, fix: `set --secret ${key}` },
    ]);
    expect(readSettings({ ...given, isSecret: () => true }).problems).toEqual([]);
  });

  const token = goodValues["twilio:authToken"] ?? "";

  test.each<[string, string, string]>([
    ["verificationMessage", `{{code}} ${token}`, "twilio:authToken"],
    ["callbackUrls", `["http://localhost:3000/?t=${token}"]`, "twilio:authToken"],
    ["appName", `App ${goodValues["auth0:clientSecret"] ?? ""}`, "auth0:clientSecret"],
  ])("a secret within %s is reported without its value", (name, value, secret) => {
    const found = problems({ [own(name)]: value }).filter(({ what }) => what.startsWith("contains"));
    expect(found).toEqual([
      {
        key: name,
        what: `contains the value of ${secret}, and would show it; rotate that secret`,
        fix: `rm ${name}`,
      },
    ]);
  });

  test("a variable's secret within a value is reported, and a short or foreign one is not", () => {
    const within = (environment: Record<string, string>) =>
      problems({ [own("appName")]: "App of hunter2hunter2 and abc" }, { environment }).map(
        ({ what }) => what,
      );
    expect(within({ AUTH0_API_TOKEN: "hunter2hunter2" })).toEqual([
      expect.stringMatching(/^contains the value of AUTH0_API_TOKEN/),
    ]);
    expect(within({ AUTH0_API_TOKEN: "hunter2h" })).toHaveLength(1);
    expect(within({ AUTH0_API_TOKEN: "hunter2" })).toEqual([]);
    expect(within({ AUTH0_API_TOKEN: "abc", HOME_TOKEN: "hunter2hunter2" })).toEqual([]);
  });

  test.each(["auth0:clientId", "twilio:accountSid", "twilio:apiKey", "plivo:authId", "github:token"])(
    "%s in plaintext is none",
    (key) => {
      const given = source({ [key]: `AC${"0".repeat(32)}` });
      expect(readSettings({ ...given, isSecret: (name) => name !== key }).problems).toEqual([]);
    },
  );
});

describe("a value of another type", () => {
  const list = '["https://a.example.com", "https://b.example.com"';
  const noOrigin = { [own("twilioFrom")]: undefined };
  const noApplication = Object.fromEntries(
    ["appName", "callbackUrls", "logoutUrls", "webOrigins"].map((key) => [own(key), undefined]),
  );
  test.each<[string, string, unknown, Record<string, string | undefined>?]>([
    ["delivery", '["sms"', ["sms"]],
    ["delivery", '["SMS", "voice"', ["sms", "voice"]],
    ["delivery", '["sms" "voice"]', ["sms", "voice"]],
    ["delivery", 'voice"]', ["voice"]],
    ["delivery", '{"sms":false,"voice":true}', ["voice"]],
    ["delivery", "fax", undefined],
    ["delivery", '[["voice"]]', ["voice"]],
    ["manage", '{"factor":null,"policy":true}', ["factor", "policy"]],
    ["manage", "Polcy, factr", ["policy", "factor"]],
    ["manage", '["Factor","factor","polcy","fax","policy","policy"]', ["factor", "policy"]],
    ["manage", '["polcy","policies","fax"]', ["policy"]],
    ["manage", '["fax","pager"]', ["application"]],
    ["mfaPolicy", "nevr", "never"],
    ["phoneExperience", "Legasy", "legacy"],
    ["callbackUrls", list, ["https://a.example.com", "https://b.example.com"]],
    ["callbackUrls", "https://a.example.com", ["https://a.example.com"]],
    ["callbackUrls", '{"url":"https://a.example.com"}', ["https://a.example.com"]],
    ["callbackUrls", '{"url": "https://a.example.com"', ["https://a.example.com"]],
    ["callbackUrls", "{url: https://a.example.com}", ["https://a.example.com"]],
    ["callbackUrls", '[{"url":"https://a.example.com"}]', ["https://a.example.com"]],
    ["callbackUrls", "[http://[::1]:3000]", ["http://[::1]:3000"]],
    ["logoutUrls", "true", undefined],
    ["callbackUrls", "nonsense", ["https://app.example.com"]],
    ["webOrigins", "{}", undefined],
    ["actionsWithoutMfa", '"Greeting"', ["Greeting"]],
    ["otherFactors", '["otp", "email"]', { otp: true, email: true }],
    ["otherFactors", '{"otp": false, "recovery-code": true', { otp: false, "recovery-code": true }],
    ["otherFactors", "otp", { otp: true }],
    ["otherFactors", "totp", { otp: true }],
    ["otherFactors", '["OTP", "webauthn_roaming"]', { otp: true, "webauthn-roaming": true }],
    ["otherFactors", "recoveryCode: False", { "recovery-code": false }],
    [
      "otherFactors",
      '{"otp":"off","email":"yes","recovery-code":"no"}',
      { otp: "false", email: "true", "recovery-code": "false" },
    ],
    ["otherFactors", "duo", undefined],
    ["applications", '["shop"]', undefined],
    ["applications", '{"spa": {"appName": "Shop"', { spa: expect.anything() as unknown }, noApplication],
    ["applications", '{"shop":"Shop"}', { shop: expect.anything() as unknown }, noApplication],
    ["appName", '["Shop"]', "Shop"],
    ["existingClientId", '{"id":"abc"}', "abc"],
    ["enrollmentMessage", '{"text":"{{code}} is it"}', "{{code}} is it"],
    ["enrollmentMessage", "Welcome!\n", "Welcome! {{code}}"],
    ["enrollmentMessage", "It's Shop.\nYour code: {{code", "It's Shop.\nYour code: {{code}}"],
    ["enrollmentMessage", "Your code: {{code", "Your code: {{code}}"],
    ["enrollmentMessage", "Hello {{ code }. Bye", "Hello {{ code }}. Bye"],
    ["verificationMessage", "Your code is {{ code }", "Your code is {{ code }}"],
    ["verificationMessage", "Your code is {code}", "Your code is {{code}}"],
    ["verificationMessage", "{% if code %}{{code}}", "{% if code %}{{code}}{% endif %}"],
    [
      "verificationMessage",
      "{% if locale == 'fr' %}{{code}} pour vous",
      "{% if locale == 'fr' %}{{code}} pour vous{% else %}{{code}}{% endif %}",
    ],
    ["verificationMessage", "{{code}} {% nonsense %}", defaultMessages.unified.verification],
    ["verificationMessage", "[]", expect.stringContaining("{{code}}") as unknown],
    ["sender", '["twilio"]', "twilio"],
    ["mfaPolicy", '{"policy":"never"}', "never"],
    ["protect", "[true]", "true"],
    ["allowWildcards", '{"a":"b"}', "false"],
    ["twilioFrom", `["${a}"]`, a],
    ["twilioMessaging", `["${a}"]`, { service: true, numbers: [a] }, noOrigin],
    ["twilioMessaging", `{"service": true, "numbers": ["${a}"`, { service: true, numbers: [a] }, noOrigin],
    ["twilioMessaging", "service", undefined],
  ])("%s = %s: the proposed fixes solve it in one round, and set %j", (name, value, meant, changes = {}) => {
    const given = source({ ...changes, [own(name)]: value });
    const found = readSettings(given).problems;
    expect(found).not.toEqual([]);
    expect(found.every(({ key }) => key.startsWith(name))).toBe(true);
    const fixed = applyFixes(given.values, found);
    expect(readSettings({ ...given, values: fixed }).problems).toEqual([]);
    const text = fixed[own(name)];
    expect(text !== undefined && /^[[{]"/.test(text) ? JSON.parse(text) : text).toEqual(meant);
  });

  test("hides no other problem: Pulumi.yaml has no types, at the first of which Pulumi would stop", () => {
    const keys = ["delivery", "callbackUrls", "otherFactors", "appName", "protect"];
    const wrong = Object.fromEntries(keys.map((name) => [own(name), name === "appName" ? '["a"]' : "["]));
    expect(
      problems(wrong)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(keys.sort());
    for (const declared of Object.values(manifest.config)) expect(declared).not.toHaveProperty("type");
  });
});

describe("a part that the stack does not manage", () => {
  test("is not required, and is undefined", () => {
    const { settings, problems } = readSettings(
      source(
        {
          [own("manage")]: "[]",
          [own("callbackUrls")]: "nonsense",
          [own("mfaPolicy")]: "sometimes",
          [own("delivery")]: "[]",
        },
        { base: { "auth0:domain": "t.auth0.com", "auth0:clientId": "abc", "auth0:clientSecret": "def" } },
      ),
    );
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      applications: undefined,
      sender: undefined,
      messages: undefined,
      factor: false,
      mfaPolicy: undefined,
    });
  });

  test("of an existing client is its name, and its URLs if they are not managed", () => {
    const existing = { [own("existingClientId")]: "abc", [own("appName")]: undefined };
    expect(problems(existing)).toEqual([]);
    expect(problems({ ...existing, [own("callbackUrls")]: undefined })).toMatchObject([
      { key: "callbackUrls" },
    ]);
    const alone = { ...existing, [own("manageUrls")]: "false", [own("callbackUrls")]: undefined };
    expect(problems(alone)).toEqual([]);
    expect(readSettings(source(alone)).settings.applications?.["spa"]?.existing).toEqual({
      clientId: "abc",
      manageUrls: false,
    });
  });
});

describe("several applications", () => {
  const [shop, admin] = [
    { appName: "Shop", callbackUrls: ["https://shop.example.com"], webOrigins: ["https://shop.example.com"] },
    { existingClientId: "abc", manageUrls: false },
  ];
  const short = Object.fromEntries(
    ["appName", "callbackUrls", "logoutUrls", "webOrigins"].map((name) => [own(name), undefined]),
  );
  const of = (applications: unknown, changes: Readonly<Record<string, string>> = {}) =>
    readSettings(source({ ...short, ...changes, [own("applications")]: JSON.stringify(applications) }));

  test("are read by their names", () => {
    const { settings, problems } = of({ shop, admin });
    expect(problems).toEqual([]);
    expect(settings.applications).toMatchObject({
      shop: {
        appName: "Shop",
        callbackUrls: ["https://shop.example.com"],
        logoutUrls: [],
        existing: undefined,
      },
      admin: { existing: { clientId: "abc", manageUrls: false } },
    });
  });

  test("the defaults of Pulumi.yaml count as neither of the two forms", () => {
    const defaults = { appName: "", existingClientId: "", manageUrls: "true", callbackUrls: "[]" };
    const changes = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [own(name), value]));
    expect(of({ shop }, changes).problems).toEqual([]);
    expect(
      Object.keys(readSettings(source({ [own("applications")]: "{}" })).settings.applications ?? {}),
    ).toEqual(["spa"]);
  });

  test("the moved top-level keys must be removed", () => {
    const { problems } = of({ spa: shop }, { [own("appName")]: "Shop" });
    expect(problems).toMatchObject([{ key: "appName", fix: "rm appName" }]);
  });

  test("null is a missing value, and a list is not a string", () => {
    expect(of({ shop: { ...shop, appName: null } }).problems).toMatchObject([
      { key: "applications.shop.appName", what: "is missing" },
    ]);
    expect(of({ shop: { ...shop, appName: ["Shop"] } }).problems).toMatchObject([
      { key: "applications.shop.appName", what: "must be a string" },
    ]);
  });

  test.each<[string, unknown, string, RegExp]>([
    ["an invalid name", { "My Shop": {} }, 'applications["My Shop"]', /is not a valid name/],
    ["a text", { shop: "Shop" }, "applications.shop", /must be a map/],
    [
      "an unknown key",
      { shop: { ...shop, url: "x" } },
      "applications.shop.url",
      /not a key of an application/,
    ],
    ["no name", { shop: { ...shop, appName: "" } }, "applications.shop.appName", /is missing/],
    ["no URL", { shop: { appName: "Shop" } }, "applications.shop.callbackUrls", /has no URLs/],
    [
      "a wrong URL",
      { shop: { ...shop, logoutUrls: ["http://a.example.com"] } },
      "applications.shop.logoutUrls[0]",
      /https/,
    ],
    [
      "a URL twice",
      { shop: { ...shop, callbackUrls: ["https://a.example.com", "https://a.example.com"] } },
      "applications.shop.callbackUrls[1]",
      /repeats applications\.shop\.callbackUrls\[0\]/,
    ],
    [
      "no client",
      { shop: { ...shop, manageUrls: false } },
      "applications.shop.manageUrls",
      /existingClientId is missing/,
    ],
    [
      "one client twice",
      { shop: admin, admin },
      "applications.admin.existingClientId",
      /already used by applications\.shop/,
    ],
  ])("%s is a problem at its path", (_, applications, key, what) => {
    const { problems } = of(applications);
    expect(problems).toMatchObject([{ key }]);
    expect(problems[0]?.what).toMatch(what);
    expect(String(problems[0]?.fix)).toContain("--path");
  });

  test("the top-level keys can't be set as well", () => {
    expect(
      of({ shop }, { [own("appName")]: "Other", [own("logoutUrls")]: '["https://a.example.com"]' }).problems,
    ).toEqual([
      expect.objectContaining({
        key: "appName",
        fix: ["set --path applications.spa.appName Other", "rm appName"],
      }),
      expect.objectContaining({
        key: "logoutUrls",
        fix: [
          "set --path --type string 'applications.spa.logoutUrls[0]' https://a.example.com",
          "rm logoutUrls",
        ],
      }),
    ]);
  });
});

describe("the stack's own Messaging Service", () => {
  const changes = (value: string) => ({ [own("twilioFrom")]: undefined, [own("twilioMessaging")]: value });

  test.each([
    [
      { service: true, numbers: [a] },
      { numbers: [a], buyNumbers: [] },
    ],
    [
      { service: true, numbers: [a], buyNumbers: [b] },
      { numbers: [a], buyNumbers: [b] },
    ],
    [
      { service: true, buyNumbers: [b] },
      { numbers: [], buyNumbers: [b] },
    ],
  ])("%j", (value, expected) => {
    const { settings, problems } = readSettings(source(changes(messaging(value))));
    expect(problems).toEqual([]);
    expect(settings.sender).toMatchObject({ kind: "twilio", messaging: expected });
    expect(settings.sender).not.toHaveProperty("from");
  });

  test.each(["{}", '{"service":false}'])("%s is none, so a number can be set instead", (value) => {
    const { settings, problems } = readSettings(source({ [own("twilioMessaging")]: value }));
    expect(problems).toEqual([]);
    expect(settings.sender).not.toHaveProperty("messaging");
  });

  test.each<[unknown, string, RegExp, string]>([
    [
      { service: true },
      "twilioMessaging.numbers",
      /without a number can't send/,
      "set --path --type string 'twilioMessaging.numbers[0]' +…",
    ],
    [
      { service: true, numbers: ["0170 1"] },
      "twilioMessaging.numbers[0]",
      /E\.164/,
      "set --path --type string",
    ],
    [
      { service: true, numbers: [15005550006] },
      "twilioMessaging.numbers[0]",
      /plus sign/,
      "set --path --type string 'twilioMessaging.numbers[0]' +15005550006",
    ],
    [
      { service: true, numbers: [null, a] },
      "twilioMessaging.numbers[0]",
      /a string/,
      "rm --path 'twilioMessaging.numbers[0]'",
    ],
    [{ service: true, numbers: a }, "twilioMessaging.numbers", /a list/, "set --path --type string"],
    [
      { service: true, numbers: [a, a] },
      "twilioMessaging.numbers[1]",
      /repeats/,
      "rm --path 'twilioMessaging.numbers[1]'",
    ],
    [
      { service: true, numbers: [a], buyNumbers: [a] },
      "twilioMessaging.buyNumbers[0]",
      /repeats/,
      "rm --path",
    ],
    [
      { service: true, numbers: [a], buy: [b] },
      "twilioMessaging.buy",
      /not a known key/,
      "rm --path twilioMessaging.buy",
    ],
    [
      { service: true, numbers: [a], "x y": 1 },
      'twilioMessaging["x y"]',
      /not a known key/,
      `rm --path 'twilioMessaging["x y"]'`,
    ],
    [{ numbers: [a] }, "twilioMessaging.service", /is missing/, "set --path twilioMessaging.service true"],
    [
      { service: "yes", numbers: [a] },
      "twilioMessaging.service",
      /true or false/,
      "set --path twilioMessaging.service true",
    ],
    [[a], "twilioMessaging", /must be a map/, "rm twilioMessaging"],
    ["x", "twilioMessaging", /must be a map/, "rm twilioMessaging"],
  ])("%j is one problem", (value, key, what, fix) => {
    const found = problems(changes(messaging(value)));
    expect(found.map((problem) => problem.key)).toEqual([key]);
    expect(found[0]?.what).toMatch(what);
    expect([found[0]?.fix].flat().join(" && ")).toContain(fix);
  });

  test("reports all its problems at once", () => {
    const value = messaging({ service: "yes", numbers: ["1", a, a], buyNumbers: [7], more: {} });
    expect(problems(changes(value)).map(({ key }) => key)).toEqual([
      "twilioMessaging.more",
      "twilioMessaging.service",
      "twilioMessaging.numbers[0]",
      "twilioMessaging.buyNumbers[0]",
      "twilioMessaging.numbers[2]",
    ]);
  });

  test("that is off but has numbers is a problem", () => {
    const value = messaging({ service: false, numbers: [a] });
    expect(problems({ [own("twilioMessaging")]: value })).toMatchObject([
      { key: "twilioMessaging.service", what: expect.stringContaining("numbers would do nothing") as string },
    ]);
  });

  test("is accepted or reported in one line per problem, regardless of its value", () => {
    fc.assert(
      fc.property(fc.json(), (value) => {
        const { problems } = readSettings(source(changes(value)));
        expect(describeProblems("dev", problems).split("\n")).toHaveLength(1 + problems.length);
      }),
    );
    fc.assert(
      fc.property(
        fc.record(
          { service: fc.anything(), numbers: fc.anything(), buyNumbers: fc.anything() },
          { requiredKeys: [] },
        ),
        (value) => {
          const text = JSON.stringify(value, (_key, item: unknown) =>
            typeof item === "bigint" ? String(item) : item,
          );
          const { problems } = readSettings(source(changes(text)));
          expect(describeProblems("dev", problems).split("\n")).toHaveLength(1 + problems.length);
        },
      ),
    );
  });
});

test("all problems are reported at once, with one line each", () => {
  const { problems } = readSettings(
    source(Object.fromEntries(Object.keys(goodValues).map((key) => [key, undefined]))),
  );
  expect(problems.map(({ key }) => key)).toEqual([
    "auth0:domain",
    "auth0:clientId",
    "auth0:clientSecret",
    "appName",
    "callbackUrls",
    "sender",
  ]);
  const lines = describeProblems("dev", problems).split("\n");
  expect(lines).toHaveLength(1 + problems.length);
  expect(lines[0]).toContain("nothing was sent");
});

test("no configuration makes a message show a secret's value", () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{5,40}$/).map((text) => `zQ7${text}`);
  fc.assert(
    fc.property(
      secret,
      fc.boolean(),
      fc.constantFrom(goodValues, goodPlivoValues),
      (value, encrypted, base) => {
        const changes = Object.fromEntries(secretKeys.map((key) => [key, value]));
        const given = {
          ...source({ ...changes, [own("appName")]: undefined }, { base }),
          isSecret: () => encrypted,
        };
        const { problems } = readSettings(given);
        expect(problems.length).toBeGreaterThan(0);
        expect(describeProblems("dev", problems)).not.toContain(value);
      },
    ),
  );
});

test("any values are either accepted or reported, one line each, and never throw", () => {
  const keys = [...ownKeys.map(own), "twilio:accountSid", "twilio:authToken", "plivo:authId", "auth0:domain"];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), fc.string({ unit: "binary" })), (changes) => {
      const { problems } = readSettings(source(changes));
      const lines = describeProblems("dev", problems).split("\n");
      expect(lines).toHaveLength(1 + problems.length);
    }),
    { numRuns: 500 },
  );
});

test("Pulumi.yaml declares exactly the keys that are read, each with a description and a default", () => {
  expect(Object.keys(manifest.config).sort()).toEqual([...ownKeys].sort());
  for (const declared of Object.values(manifest.config)) {
    expect(declared.description).toBeTruthy();
    expect(declared).toHaveProperty("default");
  }
  const filled = Object.entries(manifest.config).filter(([, { default: value }]) => !isEmpty(value));
  expect(Object.fromEntries(filled.map(([key, declared]) => [key, declared.default]))).toEqual(defaults);
});

test.each(["dev", "prod"])("Pulumi.%s.yaml is valid except for what each user sets", (stack) => {
  const file = parse(readFileSync(new URL(`../../Pulumi.${stack}.yaml`, import.meta.url), "utf8")) as {
    config: Record<string, unknown>;
  };
  const committed = Object.fromEntries(
    Object.entries(file.config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  const found = readSettings(source({}, { base: committed, stack })).problems;
  expect(found.map(({ key }) => key)).toEqual([
    "auth0:domain",
    "auth0:clientId",
    "auth0:clientSecret",
    "twilio:accountSid",
    "twilio:authToken",
    "twilioFrom",
  ]);
});

test.each([
  [80, false],
  [81, true],
])("a URL of %i characters is shown in full, a longer one truncated: %s", (length, isCut) => {
  const url = `ftp://app.example.com/${"a".repeat(length - 22)}`;
  const [problem] = readSettings(source({ [own("callbackUrls")]: JSON.stringify([url]) })).problems;
  expect(problem?.what).toContain(isCut ? `("${url.slice(0, 79)}…")` : `("${url}")`);
});
