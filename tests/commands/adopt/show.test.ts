import { expect, test } from "vitest";
import { describe as shown, sharedIn, toBeWritten } from "../../../commands/adopt/command/show.ts";
import type { Held } from "../../../findings/PartFinding.ts";
import type { AdoptionPlan } from "../../../commands/adopt/planAdoption.ts";
import { source } from "../../support/settings/source.ts";

/** A plan that takes over one part, with what is shown of it. */
function plan(part: Partial<Held>): AdoptionPlan {
  const held: Held = {
    part: "policy",
    shown: [],
    configuration: {},
    unknown: [],
    imports: [],
    alone: [],
    ...part,
  };
  return {
    findings: [held],
    managed: ["policy"],
    configuration: {},
    unknown: [],
    imports: [],
    leftAlone: [{ name: "factor otp", why: "this project does not manage it" }],
    shared: [],
  };
}

const policy = [{ setting: "MFA policy", value: "always", key: "mfaPolicy" }];
const lineOf = (text: string): string | undefined =>
  text
    .split("\n")
    .find((line) => line.includes("MFA policy"))
    ?.replace(/\s+/g, " ")
    .trim();

test("compares the stack's value with the tenant's", () => {
  const found = plan({ shown: policy, configuration: { mfaPolicy: "always" } });
  expect(lineOf(shown(found, source({ "auth0-phone-mfa:mfaPolicy": "never" })))).toBe(
    "← MFA policy always never",
  );
  expect(lineOf(shown(found, source({ "auth0-phone-mfa:mfaPolicy": "always" })))).toBe(
    "✓ MFA policy always always",
  );
});

test("a value missing from the stack is listed as to be written, unless it equals the default", () => {
  const without = source({});
  expect(lineOf(shown(plan({ shown: policy, configuration: { mfaPolicy: "always" } }), without))).toBe(
    "← MFA policy always",
  );
  expect(lineOf(shown(plan({ shown: policy, configuration: { mfaPolicy: undefined } }), without))).toBe(
    "✓ MFA policy always always",
  );
});

test.each<[Record<string, string>, string]>([
  [{}, "← application App"],
  [{ appName: "Shop" }, "← application App Shop"],
  [{ appName: "App" }, "✓ application App App"],
  [{ existingClientId: "def" }, "← application App"],
  [{ existingClientId: "abc" }, "✓ application App App"],
])("an application is declared by its name or its client ID: a stack with %j", (own, line) => {
  const unless = { key: "existingClientId", value: "abc" };
  const found = plan({ shown: [{ setting: "application", value: "App", key: "appName", unless }] });
  const values = Object.entries({ appName: undefined, ...own }).map(([key, value]) => [
    `auth0-phone-mfa:${key}`,
    value,
  ]);
  const lines = shown(found, source(Object.fromEntries(values) as Record<string, string>)).split("\n");
  expect(lines.map((one) => one.replace(/\s+/g, " ").trim())).toContain(line);
});

test("what another stack manages too is listed with what follows", () => {
  const overlap = "Each stack's update overwrites the other one's URLs.";
  const name = { name: "application App", why: "another stack registered it", overlap };
  const both = { name: "MFA policy", why: 'stack "dev" of this project manages it', overlap };
  const words = [
    "Another stack manages this too:",
    "  application App: another stack registered it",
    '  MFA policy: stack "dev" of this project manages it',
    overlap,
  ].join("\n");
  const found = { ...plan({ shown: policy }), shared: [name, both] };
  expect(sharedIn(found)).toBe(words);
  expect(shown(found, source())).toMatch(new RegExp(`\n\n${words}$`));
});

test("without anything to adopt, does not claim that the project can't manage it", () => {
  expect(shown(plan({}), source())).toMatch(
    /^The tenant has nothing that this stack may adopt\.\n\nNot managed:/,
  );
});

test("a text that looks like a map is shown on one line, unchanged", () => {
  const found = plan({ shown: [{ setting: "text", value: "{{code}}", key: "verificationMessage" }] });
  expect(shown(found, source({ "auth0-phone-mfa:verificationMessage": "{{code}}" }))).toMatch(/✓\s+text/);
});

test("a value within a map is compared by its path", () => {
  const found = plan({
    shown: [
      { setting: "admin: callback URLs", value: "https://a.example", key: "applications.admin.callbackUrls" },
    ],
    configuration: { applications: { admin: { callbackUrls: ["https://a.example"] } } },
  });
  const declaring = (admin: object) =>
    shown(found, source({ "auth0-phone-mfa:applications": JSON.stringify({ admin }) }));
  expect(declaring({ callbackUrls: ["https://a.example"] })).toMatch(/✓\s+admin: callback URLs/);
  expect(declaring({})).toMatch(/←\s+admin: callback URLs\s+https:\/\/a\.example\s*$/m);
});

test("factors have the names of Auth0's dashboard", () => {
  const value = "One-time Password, Recovery Code";
  const found = plan({ shown: [{ setting: "other factors", value, key: "otherFactors" }] });
  const declaring = (otherFactors: object) =>
    shown(found, source({ "auth0-phone-mfa:otherFactors": JSON.stringify(otherFactors) }));
  expect(declaring({ otp: true, "recovery-code": true, email: false })).toMatch(/✓\s+other factors/);
  expect(declaring({ otp: false })).toMatch(/←\s+other factors\s+One-time Password, Recovery Code\s+none/);
});

test("omits the unmanaged section if everything is managed", () => {
  expect(shown({ ...plan({ shown: policy }), leftAlone: [] }, source({}))).not.toContain("Left as it is");
});

test("lists the parts that stay unmanaged", () => {
  expect(shown(plan({ shown: policy }), source({}))).toContain("factor otp: this project does not manage it");
});

test("lists each URL in full on its own line, and truncates a long text", () => {
  const long = `https://app.example.com/${"a".repeat(60)}`;
  const value = `${long}, https://other.example.com`;
  const text = shown(
    plan({
      shown: [
        { setting: "callback URLs", value, key: "callbackUrls" },
        { setting: "verification message", value: `{{code}} ${"b".repeat(60)}`, key: "verificationMessage" },
      ],
      configuration: { callbackUrls: [], verificationMessage: "x" },
    }),
    source({ "auth0-phone-mfa:callbackUrls": '["http://localhost:3000"]' }),
  );
  expect(text).toMatch(new RegExp(`← +callback URLs +${long} +http://localhost:3000\n +https://other`));
  expect(text).toMatch(/b{30,}…/);
  expect(text).toContain("← the configuration will be set to the tenant's value");
});

test("what is at its default agrees with an empty value, as Pulumi.yaml has it", () => {
  const text = "{{code}} is your verification code for {{friendly_name}}.";
  const found = plan({
    shown: [{ setting: "verification message", value: text, key: "verificationMessage" }],
    configuration: { verificationMessage: undefined },
  });
  expect(shown(found, source({ "auth0-phone-mfa:verificationMessage": "" }))).toMatch(
    /✓ +verification message/,
  );
  expect(toBeWritten(found, source())).toBe("Adopting would change nothing.");
});

test("an application that the stack registered is listed as its own", () => {
  const own = { setting: "application", value: "App", key: "appName", already: "registered by this stack" };
  expect(shown(plan({ shown: [own] }), source())).toMatch(/✓ +application +App +registered by this stack/);
});

test("a value that Auth0 does not return is required only while it is not set", () => {
  const unknown = [{ key: "twilio:authToken", what: "Auth Token", secret: true }];
  const asked = { ...plan({}), unknown };
  expect(toBeWritten(asked, source({ "twilio:authToken": undefined }))).toMatch(
    /Required, but not returned by Auth0: twilio:authToken\.$/,
  );
  expect(toBeWritten(asked, source())).not.toContain("Required");
});

const guardian = { type: "auth0:index/guardian:Guardian", name: "mfa", id: "tenant" };
const token = { key: "twilio:authToken", what: "the token", secret: true };

test.each<[Partial<AdoptionPlan>, string]>([
  [
    { configuration: { mfaPolicy: "never" }, imports: [guardian] },
    'write this configuration and import 1 resource:\n  auth0-phone-mfa:mfaPolicy: "never"',
  ],
  [
    { configuration: { mfaPolicy: "never", manage: undefined } },
    'write this configuration:\n  auth0-phone-mfa:mfaPolicy: "never"\n  remove auth0-phone-mfa:manage',
  ],
  [{ imports: [guardian, guardian] }, "import 2 resources."],
  [
    { unknown: [token] },
    "only store the values that Auth0 does not return.\n\nRequired, but not returned by Auth0: twilio:authToken.",
  ],
])("%j: adopting would %s", (changes, what) => {
  const adoption = { ...plan({}), ...changes };
  expect(toBeWritten(adoption, source({ "twilio:authToken": undefined }))).toBe(`Adopting would ${what}`);
});
