import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeProblems } from "../../configuration/problems.ts";
import { ownKeys } from "../../settings/keys.ts";
import { readSettings } from "../../settings/settings.ts";
import { applyFixes } from "../support/settings/applyFixes.ts";
import { goodPlivoValues, goodValues, source } from "../support/settings/source.ts";

const own = (name: string) => (name.includes(":") ? name : `auth0-phone-mfa:${name}`);
type Values = Readonly<Record<string, unknown>>;
const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const configured = (values: Values) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [own(key), value === undefined ? undefined : textOf(value)]),
  );
const reading = (values: Values, base = goodValues) => {
  const given = source(configured(values), { base });
  const { problems } = readSettings(given);
  return { given, problems, after: applyFixes(given.values, problems) };
};
const problems = (values: Values) => reading(values).problems;

const sid = `AC${"a".repeat(32)}`;
const urls = ["https://shop.example.com", "https://shop.example.com/cb"];
const shop = { appName: "Shop", callbackUrls: urls };
const noApplication = {
  appName: undefined,
  callbackUrls: undefined,
  logoutUrls: undefined,
  webOrigins: undefined,
};
/** What Pulumi passes to the program where a stack file sets nothing. */
const defaultManage = ["application", "sender", "messages", "factor", "policy"];

describe("the value of a misspelled key is moved to the right one, which is not set", () => {
  test.each<[string, unknown, string, unknown, Values?]>([
    ["appname", "Shop", "appName", "Shop"],
    ["app-name", "Shop & Co", "appName", "Shop & Co"],
    ["Appname", "It's 12", "appName", "It's 12"],
    ["calbackUrls", urls, "callbackUrls", urls],
    ["callback_urls", urls.slice(1), "callbackUrls", urls.slice(1)],
    ["callbackURLs", urls, "callbackUrls", urls, { callbackUrls: "[]" }],
    ["callbackUrl", urls, "callbackUrls", urls, { callbackUrls: "{}" }],
    ["logoutUrl", urls, "logoutUrls", urls],
    ["twiliofrom", "+14152521822", "twilioFrom", "+14152521822"],
    ["twilioForm", "+14152521822", "twilioFrom", "+14152521822"],
    ["mfa_policy", "never", "mfaPolicy", "never"],
    ["MfaPolicy", "adaptive", "mfaPolicy", "adaptive", { mfaPolicy: "always" }],
    ["delivry", ["sms", "voice"], "delivery", ["sms", "voice"], { delivery: ["sms"] }],
    ["mange", ["policy"], "manage", ["policy"], { manage: defaultManage }],
    ["manageURLs", "false", "manageUrls", "false", { manageUrls: "true", existingClientId: "abc" }],
    ["protekt", "true", "protect", "true"],
    ["enrolmentMessage", "{{code}} it's", "enrollmentMessage", "{{code}} it's"],
    ["otherfactors", { otp: true, email: false }, "otherFactors", { otp: true, email: false }],
    [
      "twilio_messaging",
      { service: true, numbers: ["+14152521822"] },
      "twilioMessaging",
      { service: true, numbers: ["+14152521822"] },
      { twilioFrom: undefined },
    ],
    ["aplications", { shop }, "applications", { shop }, noApplication],
    ["Auth0:domain", "t.auth0.com", "auth0:domain", "t.auth0.com"],
    ["auht0:Domain", "t.auth0.com", "auth0:domain", "t.auth0.com"],
    ["auth0:domian", "t.auth0.com", "auth0:domain", "t.auth0.com"],
    ["auth0:clientID", "abc", "auth0:clientId", "abc"],
    ["auth0:client_id", "abc", "auth0:clientId", "abc"],
    ["twlio:accountSid", sid, "twilio:accountSid", sid],
    ["Twilio:accountSID", sid, "twilio:accountSid", sid],
    ["twilio:accountSID", sid, "twilio:accountSid", sid],
    ["auth0-phonemfa:protect", "true", "protect", "true"],
  ])("%s = %j: one problem, whose fix sets %s to %j", (wrong, value, right, meant, others = {}) => {
    const { given, problems: found, after } = reading({ [right]: undefined, ...others, [wrong]: value });
    expect(found).toMatchObject([{ key: wrong, what: expect.stringContaining("; did you mean ") as string }]);
    expect(textOf(after[own(right)])).toBe(textOf(meant));
    expect(after).not.toHaveProperty([own(wrong)]);
    expect(readSettings({ ...given, values: after }).problems).toEqual([]);
  });

  test.each([
    ["plivo:authid", "plivo:authId", goodPlivoValues["plivo:authId"]],
    ["Plivo:authId", "plivo:authId", goodPlivoValues["plivo:authId"]],
    ["plivofrom", "plivoFrom", "+14152521822"],
  ])("%s of Plivo", (wrong, right, value) => {
    const { problems: found, after } = reading({ [right]: undefined, [wrong]: value }, goodPlivoValues);
    expect(found).toMatchObject([{ key: wrong }]);
    expect(after).toMatchObject({ [own(right)]: value });
  });

  test("a moved value that is wrong itself is repaired in the same round", () => {
    const { problems: found, after } = reading({
      callbackUrls: undefined,
      calbackUrls: "https://a.example.com, https://b.example.com",
      twilioFrom: undefined,
      twiliofrom: "14152521822",
    });
    expect(found.map(({ key }) => key)).toEqual(["calbackUrls", "twiliofrom", "twilioFrom"]);
    expect(after).toMatchObject({
      [own("callbackUrls")]: '["https://a.example.com","https://b.example.com"]',
      [own("twilioFrom")]: "+14152521822",
    });
  });

  test("a list is set item by item, without what is null, and a text that looks like a number stays one", () => {
    expect(problems({ actionsWithoutMFA: [null, "12", "Log"] })).toMatchObject([
      {
        fix: [
          "set --path --type string 'actionsWithoutMfa[0]' 12",
          "set --path --type string 'actionsWithoutMfa[1]' Log",
          "rm actionsWithoutMFA",
        ],
      },
    ]);
  });
});

describe("a misspelled name in a map is replaced, and keeps its value", () => {
  const admin = { appName: "Admin", callbackUrls: urls };
  test.each<[string, unknown, unknown, string[], Values?]>([
    ["otherFactors", { OTP: true }, { otp: true }, ["otherFactors.OTP"]],
    ["otherFactors", { totp: false }, { otp: false }, ["otherFactors.totp"]],
    [
      "otherFactors",
      { webauthn_roaming: true, recoveryCode: false },
      { "webauthn-roaming": true, "recovery-code": false },
      ["otherFactors.webauthn_roaming", "otherFactors.recoveryCode"],
    ],
    [
      "applications",
      { Shop: { ...shop, manageUrls: true } },
      { shop: { ...shop, manageUrls: true } },
      ["applications.Shop"],
      noApplication,
    ],
    ["applications", { "My Shöp": shop }, { "my-shop": shop }, ['applications["My Shöp"]'], noApplication],
    ["applications", { "2nd": shop }, { "app-2nd": shop }, ["applications.2nd"], noApplication],
    ["applications", { shop, Shop: admin }, { shop, "shop-2": admin }, ["applications.Shop"], noApplication],
    [
      "applications",
      { admin: { appName: "Admin", callbackUrl: urls } },
      { admin },
      ["applications.admin.callbackUrl"],
      noApplication,
    ],
    [
      "applications",
      { admin: { appName: null, appname: "Admin", callbackUrls: urls } },
      { admin: { callbackUrls: urls, appName: "Admin" } },
      ["applications.admin.appname"],
      noApplication,
    ],
    ...[null, "", []].map((none): [string, unknown, unknown, string[], Values] => [
      "applications",
      { admin: { appName: "Admin", callbackUrls: none, callback_urls: urls } },
      { admin },
      ["applications.admin.callback_urls"],
      noApplication,
    ]),
    [
      "applications",
      { Admin: { AppName: "Admin", callbackURLs: urls } },
      { admin },
      ["applications.Admin", "applications.admin.AppName", "applications.admin.callbackURLs"],
      noApplication,
    ],
    [
      "twilioMessaging",
      { Service: true, number: ["+14152521822"] },
      { service: true, numbers: ["+14152521822"] },
      ["twilioMessaging.Service", "twilioMessaging.number"],
      { twilioFrom: undefined },
    ],
    [
      "twilioMessaging",
      { service: true, buynumbers: ["+14152521822"] },
      { service: true, buyNumbers: ["+14152521822"] },
      ["twilioMessaging.buynumbers"],
      { twilioFrom: undefined },
    ],
  ])("%s: %j becomes %j", (key, value, meant, keys, others = {}) => {
    const { given, problems: found, after } = reading({ ...others, [key]: value });
    expect(found.map((problem) => problem.key)).toEqual(keys);
    expect(JSON.parse(after[own(key)] ?? "")).toEqual(meant);
    expect(readSettings({ ...given, values: after }).problems).toEqual([]);
  });
});

describe("where the right key is set too, or nothing is lost, the wrong one is removed", () => {
  test.each<[Values, string, string]>([
    [{ appname: "Other" }, "appname", "rm appname"],
    [{ appname: "", appName: "App" }, "appname", "rm appname"],
    [{ calbackUrls: "[]" }, "calbackUrls", "rm calbackUrls"],
    [{ "Auth0:domain": "t.auth0.com" }, "Auth0:domain", "rm Auth0:domain"],
    [{ mfaPolicy: "never", mfa_policy: "adaptive" }, "mfa_policy", "rm mfa_policy"],
    [{ otherFactors: { OTP: true, otp: false } }, "otherFactors.OTP", "rm --path otherFactors.OTP"],
    [
      { ...noApplication, applications: { shop: { ...shop, appname: "Other" } } },
      "applications.shop.appname",
      "rm --path applications.shop.appname",
    ],
  ])("%j", (values, key, fix) => {
    expect(problems(values)).toMatchObject([{ key, fix }]);
  });

  test.each([
    [{ "callbackUrls[0]": "https://a.example.com" }, "callbackUrls", ["https://a.example.com"]],
    [
      { "otherFactors.otp": "true", "otherFactors.email": "false" },
      "otherFactors",
      { otp: true, email: false },
    ],
    [{ "delivery[0]": "voice" }, "delivery", ["voice"]],
    [{ "actionsWithoutMfa[0]": "A", "actionsWithoutMfa[2]": "B" }, "actionsWithoutMfa", ["A", "B"]],
    [{ actionsWithoutMfa: ["A"], "actionsWithoutMfa[0]": "B" }, "actionsWithoutMfa", ["A", "B"]],
    [
      {
        appName: undefined,
        "applications.shop.appName": "Shop",
        "applications.shop.callbackUrls[0]": urls[0],
      },
      "applications",
      { shop: { appName: "Shop", callbackUrls: urls.slice(0, 1) } },
    ],
  ])("%j, set without --path, are put in %s", (values, name, meant) => {
    const given = { ...noApplication, ...(name === "callbackUrls" ? { appName: "Shop" } : {}), ...values };
    const { after } = reading(name === "callbackUrls" || name === "applications" ? given : values);
    expect(JSON.parse(after[own(name)] ?? "")).toEqual(meant);
    for (const key of Object.keys(values).filter((one) => /[.[]/.test(one)))
      expect(after).not.toHaveProperty([own(key)]);
  });

  test("a path that leads to another value is removed", () => {
    expect(problems({ otherFactors: { otp: false }, "otherFactors.otp": "true" })).toMatchObject([
      {
        key: "otherFactors.otp",
        what: "is a path, but was set without --path; something is set there already",
        fix: ["rm otherFactors.otp"],
      },
    ]);
  });

  test("the keys of a project that was renamed are read, and moved", () => {
    const given = source();
    const { problems: found, settings } = readSettings({ ...given, project: "acme-auth0" });
    expect(settings.applications).toHaveProperty("spa.appName", goodValues[own("appName")]);
    expect(found.map(({ key }) => key)).toEqual(
      Object.keys(goodValues).filter((key) => key.startsWith("auth0-")),
    );
  });

  test("of two misspelled keys, the first is moved", () => {
    expect(problems({ appName: undefined, appname: "Shop", app_name: "Other" })).toMatchObject([
      { key: "appname", fix: ["set appName Shop", "rm appname"] },
      { key: "app_name", fix: "rm app_name" },
    ]);
  });
});

test.each([
  "auth0:debug",
  "auth0:dynamicCredentials",
  "auth0:cliLogin",
  "auth0:customDomainHeader",
  "twilio:region",
  "twilio:edge",
  "twilio:apiKey",
  "twilio:skipCredentialValidation",
  "plivo:url",
  "pulumi:tags",
  "aws:region",
  "constructor:name",
])("%s may be read by others, and is no problem", (key) => {
  const credentials = ["auth0:domain", "auth0:clientId", "twilio:accountSid"];
  const unset = Object.fromEntries(credentials.map((one) => [one, undefined]));
  expect(problems({ [key]: "x" })).toEqual([]);
  expect(problems({ ...unset, [key]: "x" }).map((problem) => problem.key)).toEqual(credentials);
});

test("a key that is spelled right is no misspelling of another one", () => {
  for (const key of ownKeys)
    expect(
      problems({ [key]: "x" })
        .map(({ what }) => what)
        .join(),
    ).not.toMatch(/did you/);
});

describe("a secret is never shown", () => {
  const secret = "zQ7aaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  test.each([
    ["auth0:client_secret", "auth0:clientSecret"],
    ["Auth0:clientSecret", "auth0:clientSecret"],
    ["twilio:authtoken", "twilio:authToken"],
    ["twlio:AuthToken", "twilio:authToken"],
    ["Twilio:apiSecret", "twilio:apiSecret"],
  ])("%s: is moved unseen, or prompted for", (wrong, right) => {
    const given = source({ [right]: undefined, [wrong]: secret });
    const [encrypted, ...others] = readSettings({ ...given, isSecret: () => true }).problems;
    expect(others).toEqual([]);
    expect(encrypted).toMatchObject({ key: wrong, fix: [`move ${wrong} ${right}`, `rm ${wrong}`] });
    const isSecret = (key: string) => key !== wrong;
    const plain = readSettings({ ...given, isSecret }).problems;
    expect(plain).toMatchObject([
      {
        key: wrong,
        what: expect.stringContaining("in plaintext in the stack file") as string,
        fix: [`set --secret ${right}`, `rm ${wrong}`],
      },
    ]);
    for (const found of [encrypted, ...plain]) expect(JSON.stringify(found)).not.toContain("zQ7");
  });

  test("in plaintext beside the right one: it is removed, and to be rotated", () => {
    const found = problems({ "twilio:auth_token": secret });
    expect(found).toMatchObject([
      {
        key: "twilio:auth_token",
        what: "is stored in plaintext in the stack file: rotate it. It is not a key that this project reads; did you mean twilio:authToken, which is set already?",
        fix: "rm twilio:auth_token",
      },
    ]);
  });

  test.each<[string, Values, string[]]>([
    ["appname", { appName: undefined, appname: secret }, ["move appname appName", "rm appname"]],
    [
      "calbackUrls",
      { callbackUrls: undefined, calbackUrls: [`https://a.example.com/${secret}`] },
      ["move calbackUrls callbackUrls", "rm calbackUrls"],
    ],
    [
      "applications",
      { ...noApplication, applications: { Shop: { appName: secret, callbackUrls: urls.slice(1) } } },
      [
        "move applications.Shop.appName applications.shop.appName",
        "move 'applications.Shop.callbackUrls[0]' 'applications.shop.callbackUrls[0]'",
        "rm --path applications.Shop",
      ],
    ],
  ])("an encrypted %s", (encrypted, values, fix) => {
    const isSecret = (key: string) =>
      key.startsWith("auth0:") || key.startsWith("twilio:") || key === own(encrypted);
    const found = readSettings({ ...source(configured(values)), isSecret }).problems;
    expect(found).toMatchObject([{ fix }]);
    expect(describeProblems("dev", found)).not.toContain("zQ7");
  });

  test.each<[Values]>([
    [{ appName: undefined, appname: `Shop ${secret}` }],
    [{ callbackUrls: undefined, calbackUrls: [`https://a.example.com/?t=${secret}`] }],
    [{ ...noApplication, applications: { Shop: { appName: secret, callbackUrls: urls } } }],
    [{ appName: undefined, "applications.shop.appName": secret }],
  ])("a value that contains it is not moved: %j", (values) => {
    for (const key of ["twilio:authToken", "twlio:authToken"]) {
      const found = problems({ ...values, "twilio:authToken": undefined, [key]: secret });
      expect(found.some(({ what }) => what.startsWith("contains the value of twilio:authToken"))).toBe(true);
      expect(describeProblems("dev", found)).not.toContain("zQ7");
    }
  });

  test.each<[Values]>([
    [{ calbackUrls: ["https://user:hunter2@a.example.com"] }],
    [{ calbackUrls: "https:user:hunter2@a.example.com" }],
    [
      {
        ...noApplication,
        aplications: { Shop: { appName: "S", callbackUrl: ["https://u:hunter2@a.example.com"] } },
      },
    ],
  ])("nor is a password in a URL: %j", (values) => {
    const { problems: found, after } = reading({ callbackUrls: undefined, ...values });
    expect(describeProblems("dev", found)).not.toContain("hunter2");
    expect(JSON.stringify(after)).toContain("https://a.example.com");
  });
});

test("any key with any value is accepted or reported, one line for each problem, and never throws", () => {
  const near = fc
    .tuple(
      fc.constantFrom(...ownKeys, "auth0:domain", "twilio:accountSid"),
      fc.nat(12),
      fc.string({ maxLength: 2 }),
    )
    .map(([key, at, more]) => `${key.slice(0, at)}${more}${key.slice(at + 1)}`);
  const value = fc.oneof(fc.json(), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(fc.dictionary(near, value, { maxKeys: 3 }), fc.boolean(), (values, isSecret) => {
      const given = { ...source(configured({ ...noApplication, ...values })), isSecret: () => isSecret };
      const { problems: found } = readSettings(given);
      expect(describeProblems("dev", found).split("\n")).toHaveLength(1 + found.length);
    }),
    { numRuns: 200 },
  );
});
