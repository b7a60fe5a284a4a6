import { describe, expect, test } from "vitest";
import type { Client } from "../../../tenant/readers/clients.ts";
import { checkClock } from "../../../commands/doctor/checks/clock.ts";
import { checkConfiguration } from "../../../commands/doctor/checks/configuration.ts";
import { checkScopes } from "../../../commands/doctor/checks/credentials.ts";
import { checkLoginFlow } from "../../../commands/doctor/checks/loginFlow.ts";
import { checkPlan } from "../../../commands/doctor/checks/plan.ts";
import { checkRecordedCredentials } from "../../../commands/doctor/checks/recordedCredentials.ts";
import { checkOrganizations } from "../../../commands/doctor/checks/urls.ts";
import { checkTenant } from "../../../commands/doctor/checks/tenant.ts";
import { checkTwilio } from "../../../senders/twilio/doctor.ts";
import { asJson, plain } from "../../../commands/doctor/report.ts";
import { sendTest } from "../../../commands/doctor/sendTest.ts";
import { newTenant } from "../../sandbox/auth0/support.ts";
import { patientOn } from "../../support/doctor/patient.ts";

const phone = (trialExpired: boolean) => [{ name: "sms", enabled: true, trialExpired }];
const unified = { experience: "unified", friendlyName: undefined } as const;

describe("the plan check", () => {
  test.each([
    ["an expired trial", true, 10, "always", "failed", /trial of the phone factor has expired/],
    ["a free plan's limit", false, 2, "always", "warning", /rate limit of a free plan/],
  ] as const)("%s", async (_, expired, limit, policy, status, says) => {
    const subject = await patientOn(await newTenant());
    const found = checkPlan(subject, phone(expired), policy, limit).filter(({ what }) => says.test(what));
    expect(found.map((finding) => finding.status)).toEqual([status]);
  });

  test("covers the factors that the stack declares, and no other", async () => {
    const values = { "auth0-phone-mfa:otherFactors": '{"push-notification":true}' };
    const expired = ["push-notification", "email"].map((name) => ({
      name,
      enabled: false,
      trialExpired: true,
    }));
    const says = async (own: Record<string, string>) =>
      checkPlan(await patientOn(await newTenant(), { values: own }), expired, "always", 10).map(
        ({ what }) => what,
      );
    expect(await says(values)).toEqual([
      "the trial of the factor Push Notification using Auth0 Guardian has expired",
    ]);
    expect(await says({})).toEqual(["no trial of the phone factor has expired"]);
  });

  test("assumes that the plan includes Adaptive if the tenant uses it", async () => {
    const values = { "auth0-phone-mfa:mfaPolicy": "adaptive" };
    const subject = await patientOn(await newTenant(), { values });
    const statuses = (policy: string) =>
      checkPlan(subject, phone(false), policy, 10).map(({ status }) => status);
    expect(statuses("always")).toEqual(["ok", "warning"]);
    expect(statuses("adaptive")).toEqual(["ok"]);
  });
});

test.each<[string, string[] | undefined, Record<string, string>, string, RegExp]>([
  ["no Action that requires MFA", [], {}, "ok", /^no Action may require MFA$/],
  [
    "one",
    ["Ask"],
    {},
    "warning",
    /^the Action "Ask" in the login flow may require MFA, regardless of the MFA policy$/,
  ],
  [
    "one that the configuration excuses",
    ["Ask"],
    { "auth0-phone-mfa:actionsWithoutMfa": '["Ask"]' },
    "ok",
    /^no Action outside actionsWithoutMfa may require MFA$/,
  ],
  [
    "none by a name that the configuration excuses",
    [],
    { "auth0-phone-mfa:actionsWithoutMfa": '["Aks"]' },
    "warning",
    /lists "Aks", which is not an Action in the login flow that may require MFA/,
  ],
  ["some that the token may not read", undefined, {}, "not checked", /read:actions/],
])("a login flow with %s", async (_, found, values, status, says) => {
  const subject = await patientOn(await newTenant(), { values });
  expect(checkLoginFlow(subject, found).at(-1)).toMatchObject({
    status,
    what: expect.stringMatching(says) as string,
  });
});

describe("credentials in the state", () => {
  const keys = (found: { what: string }[]) => found.map(({ what }) => what.split(":").slice(0, -1).join(":"));

  test.each([
    ["the configuration's own", "deployed", "deployed", []],
    ["ones that were rotated", "old", "new", ["auth0:clientSecret"]],
    ["none, since they came from the environment", undefined, "new", ["auth0:clientSecret"]],
    ["ones that have moved to the environment", "old", undefined, ["auth0:clientSecret"]],
    ["none, as the configuration", undefined, undefined, []],
  ])("%s", async (_, held, configured, expected) => {
    const values = { "auth0:clientSecret": configured };
    const state = [{ "auth0:clientSecret": held }];
    const found = checkRecordedCredentials(await patientOn(await newTenant(), { values, recorded: state }));
    expect(keys(found)).toEqual(expected);
    for (const { status, remedy } of found)
      expect({ status, remedy }).toEqual({
        status: "warning",
        remedy: expect.stringContaining("--stack dev") as string,
      });
    expect(JSON.stringify(found)).not.toMatch(/old|new"/);
  });

  test("each is reported once, however many providers hold it", async () => {
    const state = [{ "auth0:clientSecret": "a" }, { "auth0:clientSecret": "b" }];
    const found = checkRecordedCredentials(await patientOn(await newTenant(), { recorded: state }));
    expect(keys(found)).toEqual(["auth0:clientSecret"]);
  });
});

test("a token that does not list its scopes is a warning", async () => {
  expect(checkScopes(await patientOn(await newTenant()), undefined)).toMatchObject([
    { status: "warning", what: "the token does not list its scopes" },
  ]);
});

test("lists exactly the parts that the stack does not manage", async () => {
  const says = async (manage: string) => {
    const values = {
      "auth0-phone-mfa:manage": manage,
      "auth0-phone-mfa:otherFactors": '{"otp":true,"email":false}',
    };
    return checkConfiguration(await patientOn(await newTenant(), { values })).map(({ what }) => what);
  };
  expect(await says('["application","sender","messages","factor","policy"]')).toEqual([
    "unified, twilio, sms, otp on, email off, always",
  ]);
  expect(await says('["application","policy","sender","factor"]')).toEqual([
    "unified, twilio, sms, otp on, email off, always",
    "not managed: messages",
  ]);
});

describe("the name of the tenant", () => {
  test.each([
    ["prod", "acme-dev.eu.auth0.com", /names suggest different environments/],
    ["dev", "acme-production.eu.auth0.com", /names suggest different environments/],
  ])("stack %s on %s", async (stack, domain, says) => {
    const subject = await patientOn(await newTenant(), { stack, values: { "auth0:domain": domain } });
    const findings = checkTenant(subject, unified, []);
    expect(findings.filter(({ what }) => says.test(what)).map(({ status }) => status)).toEqual(["warning"]);
  });

  test.each([
    ["prod", "acme-prod.eu.auth0.com"],
    ["dev", "acme-dev.eu.auth0.com"],
    ["prod", "acme.eu.auth0.com"],
    ["dev", "devotion.eu.auth0.com"],
  ])("stack %s on %s causes no warning", async (stack, domain) => {
    const subject = await patientOn(await newTenant(), { stack, values: { "auth0:domain": domain } });
    expect(checkTenant(subject, unified, []).every(({ status }) => status === "ok")).toBe(true);
  });
});

test.each([
  [undefined, []],
  [1_000, ["ok"]],
  [-59_000, ["ok"]],
  [61_000, ["warning"]],
  [-301_000, ["failed"]],
])("a clock with a skew of %j ms: %j", (skew, expected) => {
  expect(checkClock(skew).map(({ status }) => status)).toEqual(expected);
});

test("a Twilio account that is closed is reported as closed", () => {
  const sender = { kind: "twilio", accountSid: "AC1", authToken: "x", from: "+15005550006" } as const;
  const [finding] = checkTwilio(["sms"], sender, {
    account: { status: "closed", type: "Full" },
  });
  expect(finding).toMatchObject({ status: "failed", what: "account AC1 is closed" });
});

describe("a test message", () => {
  const to = "+14155552671";

  test.each([
    ["is sent by the tenant's provider", undefined, "ok", /sent by SMS to \+1 415 555 2671/],
    ["brings the carrier's own reason", "0".repeat(32), "failed", /Twilio error 20003/],
  ] as const)("%s", async (_, token, status, says) => {
    const under = await newTenant();
    const { accountSid, authToken, from } = under.tenant.state.secrets.twilio;
    await under.call("POST", "/branding/phone/providers", {
      name: "twilio",
      configuration: { sid: accountSid, default_from: from, delivery_methods: ["text"] },
      credentials: { auth_token: token ?? authToken },
    });
    const [finding] = await sendTest(await patientOn(under), to);
    expect(finding).toMatchObject({ status, what: expect.stringMatching(says) as string });
    expect((await under.call("GET", "/sandbox/messages")).body).toHaveLength(1);
  });

  test("fails without its scope", async () => {
    const under = await newTenant();
    await under.call("POST", "/branding/phone/providers", {
      name: "twilio",
      configuration: { sid: "AC1", default_from: "+15005550006", delivery_methods: ["text"] },
      credentials: { auth_token: "x" },
    });
    const subject = await patientOn(under, { without: ["create:phone_providers"] });
    expect(await sendTest(subject, to)).toMatchObject([
      { status: "failed", remedy: "Grant the scope create:phone_providers." },
    ]);
  });

  test("requires a valid configuration, a provider, and a unified tenant", async () => {
    const wrong = await patientOn(await newTenant(), { values: { "auth0-phone-mfa:appName": undefined } });
    expect(await sendTest(wrong, to)).toMatchObject([
      { status: "not checked", what: "not checked, because the configuration is wrong" },
    ]);
    expect(await sendTest(await patientOn(await newTenant()), to)).toMatchObject([
      { status: "failed", what: "the tenant has no phone provider" },
    ]);
    const legacy = await newTenant({ phoneExperience: "legacy" });
    expect(await sendTest(await patientOn(legacy, { phoneExperience: "legacy" }), to)).toMatchObject([
      {
        status: "not checked",
        what: expect.stringContaining("a legacy tenant has no API for it") as string,
      },
    ]);
  });
});

test("the report has one line per finding with its fix below, and one JSON document for programs", () => {
  const report = {
    stack: "dev",
    domain: "t.auth0.com",
    findings: [
      { group: "Clock", status: "ok", what: "the same as the tenant's" },
      { group: "Twilio", status: "failed", what: "no\u001b[2J number", remedy: "Take one." },
      { group: "Twilio", status: "not checked", what: "balance not checked, because it is late" },
    ],
    calls: 5,
    seconds: 0.44,
  } as const;
  expect(plain(report).split("\n")).toEqual([
    "✓ Clock   the same as the tenant's",
    "✗ Twilio  no [2J number",
    "          → Take one.",
    "–         balance not checked, because it is late",
    "",
    'Stack "dev" on t.auth0.com: 1 failed, 1 ok, 1 not checked. 5 calls to Auth0, 0.4 s.',
  ]);
  expect(JSON.parse(asJson(report))).toMatchObject({ healthy: false, findings: report.findings });
});

test("prints the commands of a fix whole, however long, and shortens a long text of the tenant", async () => {
  const shop = {
    appName: "Shop",
    callbackUrls: [`https://shop.example.com/${"callback/".repeat(40)}`],
    logoutUrls: ["https://shop.example.com"],
    webOrigins: ["https://shop.example.com"],
  };
  const values = { "auth0-phone-mfa:aplications": JSON.stringify({ shop }) };
  const [misspelled] = checkConfiguration(await patientOn(await newTenant(), { values }));
  const named = { group: "Tenant", status: "ok", what: "name ".repeat(1000) } as const;
  const findings = [misspelled, named].filter((finding) => finding !== undefined);
  const printed = plain({ stack: "dev", domain: "t.auth0.com", findings, calls: 1, seconds: 1 });
  expect(misspelled?.remedy).toContain(shop.callbackUrls[0]);
  expect(printed).toContain(`→ ${misspelled?.remedy}\n`);
  expect(printed).toMatch(/name name.*…\n/);
});

test.each([
  [["ok", "ok"], "0 failed, 2 ok"],
  [["warning", "ok"], "0 failed, 1 warning, 1 ok"],
  [["warning", "warning", "failed"], "1 failed, 2 warnings"],
  [["failed", "failed", "not checked", "not checked"], "2 failed, 2 not checked"],
] as const)("%j is summarized as %s", (statuses, counts) => {
  const findings = statuses.map((status) => ({ group: "Clock", status, what: "it" }));
  const report = { stack: "dev", domain: "t.auth0.com", findings, calls: 1, seconds: 1 };
  expect(plain(report)).toContain(`: ${counts}. 1 call `);
});

test.each([
  ["with its friendly name", "Shop", 'localhost:3000 "Shop" has the unified phone experience, as declared'],
  ["by its domain alone", undefined, "localhost:3000 has the unified phone experience, as declared"],
])("a tenant is identified %s", async (_, friendlyName, says) => {
  const findings = checkTenant(await patientOn(await newTenant()), { ...unified, friendlyName }, []);
  expect(findings.map(({ what }) => what)).toContain(says);
});

test.each([
  ["without an application of its own", {}, "ok", /the stack is deployed to localhost:3000/],
  ["in capitals", { domain: "LOCALHOST:3000" }, "ok", /is deployed to LOCALHOST:3000/],
] as const)("a deployed stack, %s", async (_, outputs, status, says) => {
  const subject = await patientOn(await newTenant(), { outputs: { domain: "localhost:3000", ...outputs } });
  const [finding] = checkTenant(subject, unified, []);
  expect(finding).toMatchObject({ status, what: expect.stringMatching(says) as string });
});

test.each([
  ["deny", 1],
  ["allow", 0],
  ["require", 0],
])(
  "an application with a URL for each organization, whose organization usage is %s",
  async (usage, warnings) => {
    const url = "https://{organization_name}.example.com/cb";
    const subject = await patientOn(await newTenant(), {
      values: { "auth0-phone-mfa:callbackUrls": JSON.stringify(["https://example.com", url]) },
    });
    const client = { name: "Shop", organizationUsage: usage } as Client;
    const found = checkOrganizations(subject, [
      { name: "spa", clientId: "a", client },
      { name: "other", clientId: "b", client },
    ]);
    expect(found).toHaveLength(warnings);
    for (const { what } of found)
      expect(what).toBe(`Shop is not used by organizations, so Auth0 ignores ${url}`);
  },
);

test("each of a stack's applications has its own line", async () => {
  const subject = await patientOn(await newTenant(), { outputs: { domain: "localhost:3000" } });
  const lines = checkTenant(subject, unified, [
    { name: "shop", clientId: "a", client: { name: "Shop" } as Client },
    { name: "admin", clientId: "gone", client: undefined },
  ]);
  expect(lines.slice(0, 2)).toMatchObject([
    { status: "ok", what: "the stack's application exists: Shop" },
    { status: "failed", what: "the stack's application admin (gone) does not exist on the tenant" },
  ]);
});
