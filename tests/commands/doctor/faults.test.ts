import { describe, expect, test } from "vitest";
import { examine } from "../../../commands/doctor/examine.ts";
import type { Finding } from "../../../findings/Finding.ts";
import { isHealthy, plain } from "../../../commands/doctor/report.ts";
import { parts } from "../../../configuration/parts.ts";
import { deployScopes } from "../../../settings/scopes.ts";
import { newTenant } from "../../sandbox/auth0/support.ts";
import type { TenantUnderTest } from "../../sandbox/auth0/support.ts";
import { json } from "../../support/http/fakeTransport.ts";
import { described } from "../../support/doctor/described.ts";
import { patientOn } from "../../support/doctor/patient.ts";
import type { PatientOptions } from "../../support/doctor/patient.ts";

/** What is wrong, and the one line that must say so. */
interface Fault extends PatientOptions {
  name: string;
  /** Changes the tenant, or the carrier's account. */
  before?: (under: TenantUnderTest) => Promise<unknown>;
  status: Finding["status"];
  group: string;
  says: RegExp;
  remedy?: RegExp;
}

async function examined(options: PatientOptions & Pick<Fault, "before">): Promise<{
  findings: Finding[];
  under: TenantUnderTest;
}> {
  const { phoneExperience = "unified" } = options;
  const under = await newTenant({ phoneExperience });
  await options.before?.(under);
  const patient = await patientOn(under, options);
  await under.call("DELETE", "/sandbox/requests");
  const findings = await examine(patient);
  for (const finding of findings) described(finding);
  return { findings, under };
}

const twilio =
  (patch: object) =>
  ({ call }: TenantUnderTest) =>
    call("PATCH", "/sandbox/carriers/twilio", patch);

const plivo =
  (patch: object) =>
  ({ call }: TenantUnderTest) =>
    call("PATCH", "/sandbox/carriers/plivo", patch);

const service = `MG${"a".repeat(32)}`;
const byService = {
  "auth0-phone-mfa:twilioFrom": undefined,
  "auth0-phone-mfa:twilioMessagingServiceSid": service,
};
const number = "+15005550006";
const byOwnService = {
  "auth0-phone-mfa:twilioFrom": undefined,
  "auth0-phone-mfa:twilioMessaging": JSON.stringify({ service: true, numbers: [number] }),
};
/** An account whose number a Messaging Service has. */
const numberInService = twilio({
  numbers: [{ phoneNumber: number, sms: true, voice: false }],
  messagingServices: [{ sid: service, numbers: [number], parameters: { FriendlyName: "Marketing" } }],
});
const from = (under: TenantUnderTest): string => under.tenant.state.secrets.twilio.from;

const faults: Fault[] = [
  {
    name: "a value that is wrong",
    values: { "auth0-phone-mfa:callbackUrls": '["http://app.example"]' },
    status: "failed",
    group: "Configuration",
    says: /callbackUrls\[0\].*must be https/,
    remedy: /pulumi config set --path .* --stack dev/,
  },
  {
    name: "a wildcard under which anybody can register a host",
    values: {
      "auth0-phone-mfa:allowWildcards": "true",
      "auth0-phone-mfa:logoutUrls": '["https://app.example","https://preview-*--site.netlify.app"]',
    },
    status: "warning",
    group: "Configuration",
    says: /logoutUrls\[1\] .*anybody can register a host under netlify\.app/,
    remedy: /your own domain: a matching host could show its own page to users who log out\.$/,
  },
  {
    name: "a wrong client secret",
    values: { "auth0:clientSecret": "wrong" },
    status: "failed",
    group: "Auth0 credentials",
    says: /ID or its secret is wrong/,
    remedy: /auth0:clientSecret/,
  },
  {
    name: "a wrong client secret, on a tenant that the stack was not deployed to",
    values: { "auth0:clientSecret": "wrong" },
    outputs: { domain: "other.eu.auth0.com", clientId: "x" },
    status: "failed",
    group: "Tenant",
    says: /was deployed to other\.eu\.auth0\.com/,
    remedy: /set auth0:domain other\.eu\.auth0\.com/,
  },
  {
    name: "a wrong token",
    values: { "auth0:apiToken": "a.b.c" },
    status: "failed",
    group: "Auth0 credentials",
    says: /the token in auth0:apiToken is not a JSON Web Token/,
    remedy: /Unset it to use the client's credentials/,
  },
  {
    name: "the other phone experience",
    before: ({ call }) => call("PATCH", "/tenants/settings", { phone_consolidated_experience: false }),
    status: "failed",
    group: "Tenant",
    says: /legacy phone experience, but the stack declares unified/,
    remedy: /phoneExperience legacy/,
  },
  {
    name: "another tenant than last time",
    outputs: { domain: "other.eu.auth0.com", clientId: "x" },
    status: "failed",
    group: "Tenant",
    says: /deployed to other\.eu\.auth0\.com/,
    remedy: /auth0:domain other/,
  },
  {
    name: "an application that is gone",
    outputs: { domain: "localhost:3000", applications: { shop: { clientId: "gone" } } },
    status: "failed",
    group: "Tenant",
    says: /application shop \(gone\) does not exist/,
    remedy: /drift/,
  },
  {
    name: "a clock two minutes behind",
    transport: { now: () => new Date(Date.now() - 120_000) },
    status: "warning",
    group: "Clock",
    says: /clock is 1(19|20|21) s behind/,
    remedy: /NTP/,
  },
  {
    name: "a clock an hour ahead",
    before: ({ call }) => call("POST", "/sandbox/clock", { advanceSeconds: -3600 }),
    status: "failed",
    group: "Clock",
    says: /clock is 3(599|600|601) s ahead/,
    remedy: /NTP/,
  },
  {
    name: "Adaptive",
    values: { "auth0-phone-mfa:mfaPolicy": "adaptive" },
    status: "warning",
    group: "Plan",
    says: /Enterprise MFA add-on/,
    remedy: /Subscription/,
  },
  {
    name: "an old Node",
    versions: { node: "20.20.2" },
    status: "failed",
    group: "Toolchain",
    says: /Node 20\.20\.2 can't run/,
    remedy: /22\.18/,
  },
  {
    name: "an old engine",
    versions: { engine: { version: "3.100.0", origin: "found on PATH" } },
    status: "failed",
    group: "Toolchain",
    says: /pulumi 3\.100\.0 is too old/,
    remedy: /newer/,
  },
  {
    name: "no plugin",
    versions: { plugins: ["3.10.0"] },
    status: "warning",
    group: "Toolchain",
    says: /auth0 plugin 3\.49\.0 is not installed yet \(installed: 3\.10\.0\)/,
    remedy: /plugin install/,
  },
  {
    name: "another stack that manages the same parts",
    beside: [
      { name: "app", managed: [], clientIds: [] },
      { name: "prod", managed: ["sender", "policy"], clientIds: [] },
    ],
    status: "warning",
    group: "Tenant",
    says: /stack "prod" manages sender and policy of this tenant too$/,
    remedy: /List in manage of each stack only what that stack should manage/,
  },
  {
    name: "another stack that manages the same application",
    beside: [{ name: "app", managed: [], clientIds: ["kx1BPbmKi26bwh98ezwmCWcEr82IX9tC"] }],
    status: "warning",
    group: "Tenant",
    says: /stack "app" manages the application kx1BPbmKi26bwh98ezwmCWcEr82IX9tC of this tenant too$/,
    remedy: /overwrites the other one's URLs\. Set manageUrls of the application to false/,
  },
  {
    name: "the local plugin, for a real tenant",
    values: { "auth0:domain": "tenant.eu.auth0.com" },
    status: "failed",
    group: "Toolchain",
    says: /auth0 plugin 3\.49\.0 is this project's local one, which talks only to a local tenant/,
    remedy: /plugin install resource auth0 3\.49\.0 --reinstall/,
  },
  {
    name: "a wrong Twilio token",
    values: { "twilio:authToken": "0".repeat(32) },
    status: "failed",
    group: "Twilio",
    says: /rejects the credentials/,
    remedy: /Set twilio:accountSid and twilio:authToken again/,
  },
  {
    name: "a wrong SID",
    values: { "twilio:accountSid": `AC${"0".repeat(32)}` },
    status: "failed",
    group: "Twilio",
    says: /account AC0+: Twilio rejects the credentials/,
  },
  {
    name: "a suspended account",
    before: twilio({ suspended: true }),
    status: "failed",
    group: "Twilio",
    says: /rejects the credentials/,
    remedy: /suspended account are rejected too/,
  },
  {
    name: "a trial",
    before: twilio({ trial: true }),
    status: "warning",
    group: "Twilio",
    says: /trial account: it sends only to verified numbers/,
    remedy: /Upgrade/,
  },
  {
    name: "Twilio's outage",
    before: twilio({ outage: 503 }),
    status: "failed",
    group: "Twilio",
    says: /returned 503/,
    remedy: /status page/,
  },
  {
    name: "Twilio's rate limit",
    before: twilio({ rateLimited: true }),
    status: "failed",
    group: "Twilio",
    says: /too many calls/,
    remedy: /later/,
  },
  {
    name: "a number of another account",
    before: twilio({ numbers: [] }),
    status: "failed",
    group: "Twilio",
    says: /number \+[\d ]+ does not belong to the account/,
    remedy: /twilioFrom/,
  },
  {
    name: "a number without text messages",
    before: (under) => twilio({ numbers: [{ phoneNumber: from(under), sms: false, voice: true }] })(under),
    status: "failed",
    group: "Twilio",
    says: /can't send text messages/,
    remedy: /capability/,
  },
  {
    name: "a number without voice",
    values: { "auth0-phone-mfa:delivery": '["sms","voice"]' },
    before: (under) => twilio({ numbers: [{ phoneNumber: from(under), sms: true, voice: false }] })(under),
    status: "failed",
    group: "Twilio",
    says: /can't make voice calls/,
    remedy: /leave voice out/,
  },
  {
    name: "a low balance",
    before: twilio({ balance: 1.5 }),
    status: "warning",
    group: "Twilio",
    says: /balance 1\.50 USD: low/,
    remedy: /Add funds/,
  },
  {
    name: "an empty account",
    before: twilio({ balance: 0 }),
    status: "failed",
    group: "Twilio",
    says: /balance 0\.00 USD: nothing can be sent/,
    remedy: /Add funds/,
  },
  {
    name: "a Messaging Service of another account",
    values: byService,
    status: "failed",
    group: "Twilio",
    says: /Messaging Service MGa+ does not belong to the account/,
    remedy: /twilioMessagingServiceSid/,
  },
  {
    name: "a Messaging Service without a sender",
    values: byService,
    before: twilio({ messagingServices: [{ sid: service, numbers: [] }] }),
    status: "failed",
    group: "Twilio",
    says: /has no sender ID for text messages/,
    remedy: /Sender Pool/,
  },
  {
    name: "a Messaging Service with an alphanumeric sender alone",
    values: byService,
    before: twilio({ messagingServices: [{ sid: service, numbers: [], alphaSenders: ["ACME"] }] }),
    status: "warning",
    group: "Twilio",
    says: /has no number: an alphanumeric sender ID reaches only some countries/,
    remedy: /add a number/,
  },
  {
    name: "a Messaging Service with a short code alone",
    values: byService,
    before: twilio({ messagingServices: [{ sid: service, numbers: [], shortCodes: ["72345"] }] }),
    status: "warning",
    group: "Twilio",
    says: /has no number: a short code reaches only its own country/,
    remedy: /Sender Pool/,
  },
  {
    name: "a number that another Messaging Service has",
    values: byOwnService,
    before: numberInService,
    status: "failed",
    group: "Twilio",
    says: /number \+1 500 555 0006 belongs to the Messaging Service "Marketing" \(MGa+\)/,
    remedy: /Remove it from that service in Twilio's console/,
  },
  {
    name: "a wrong Plivo token",
    sender: "plivo",
    values: { "plivo:authToken": "wrong" },
    status: "failed",
    group: "Plivo",
    says: /rejects the credentials/,
    remedy: /Set plivo:authId and plivo:authToken again/,
  },
  {
    name: "a Plivo number of another account",
    sender: "plivo",
    before: plivo({ numbers: [] }),
    status: "failed",
    group: "Plivo",
    says: /number \+[\d ]+ does not belong to the account/,
    remedy: /plivoFrom/,
  },
  {
    name: "a Plivo number without text messages",
    sender: "plivo",
    before: (under) =>
      plivo({ numbers: [{ phoneNumber: under.tenant.state.secrets.plivo.from, sms: false, voice: true }] })(
        under,
      ),
    status: "failed",
    group: "Plivo",
    says: /can't send text messages/,
    remedy: /enabled for SMS/,
  },
  {
    name: "low Plivo credits",
    sender: "plivo",
    before: plivo({ balance: 1 }),
    status: "warning",
    group: "Plivo",
    says: /credits 1\.00 USD: low/,
    remedy: /Add credits/,
  },
  {
    name: "Plivo's outage",
    sender: "plivo",
    before: plivo({ outage: 500 }),
    status: "failed",
    group: "Plivo",
    says: /returned 500/,
    remedy: /status page/,
  },
];

test.each([
  ["unified", "twilio"],
  ["unified", "plivo"],
  ["legacy", "twilio"],
  ["legacy", "plivo"],
] as const)(
  "%s, %s: finds no problem in a healthy stack, and only reads",
  async (phoneExperience, sender) => {
    const { findings, under } = await examined({ phoneExperience, sender });
    expect(findings.filter(({ status }) => status !== "ok")).toEqual([]);
    const requests = (await under.call("GET", "/sandbox/requests")).body as { method: string }[];
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  },
);

describe("each fault is reported on its own line", () => {
  test.each(faults)("$name", async ({ status, group, says, remedy, ...options }) => {
    const { findings, under } = await examined(options);
    const found = findings.filter((finding) => finding.group === group && says.test(finding.what));
    expect(found, plain(reportOf(findings))).toHaveLength(1);
    expect(found[0]?.status).toBe(status);
    expect(found[0]?.remedy ?? "").toMatch(remedy ?? /./);
    if (status === "failed") expect(isHealthy(findings)).toBe(false);
    expectNoSecret(under, JSON.stringify(findings));
  });

  test.each(
    (["unified", "legacy"] as const).flatMap((phoneExperience) =>
      deployScopes({ phoneExperience, sender: "plivo", managed: parts }).map((scope) => ({
        phoneExperience,
        scope,
      })),
    ),
  )("$phoneExperience: the scope $scope", async ({ phoneExperience, scope }) => {
    const { findings } = await examined({ phoneExperience, sender: "plivo", without: [scope] });
    expect(findings.filter(({ status }) => status === "failed").map(({ what }) => what)).toEqual([
      `the scope ${scope} is missing`,
    ]);
  });
});

test.each<[string, PatientOptions]>([
  ["has it", { outputs: { mfa: { messagingServiceSid: service } } }],
  ["has it, and the update that attached it failed later", { attachedNumbers: [number] }],
])("a number is no fault if the stack's own Messaging Service %s", async (_, options) => {
  const { findings } = await examined({ values: byOwnService, before: numberInService, ...options });
  expect(findings.filter(({ group, status }) => group === "Twilio" && status !== "ok")).toEqual([]);
});

describe("a check that an earlier failure makes pointless", () => {
  test.each(["clientSecret", "apiToken"])("is not checked if Auth0 rejects auth0:%s", async (key) => {
    const { findings } = await examined({ values: { [`auth0:${key}`]: "wrong" } });
    const wrong = findings.filter(({ status }) => status === "failed" || status === "warning");
    expect(wrong.map(({ group }) => group)).toEqual(["Auth0 credentials"]);
    expect(findings.filter(({ status }) => status === "not checked").map(({ group }) => group)).toEqual([
      "Tenant",
      "Plan",
      "Login flow",
    ]);
    expect(findings.some(({ group, status }) => group === "Twilio" && status === "ok")).toBe(true);
  });

  test("is not run if its configuration is missing", async () => {
    const { findings, under } = await examined({
      values: { "auth0:domain": undefined, "twilio:authToken": undefined },
    });
    expect(findings.filter(({ status }) => status === "failed").map(({ group }) => group)).toEqual([
      "Configuration",
      "Configuration",
    ]);
    expect(findings.filter(({ status }) => status === "not checked")).toHaveLength(5);
    expect((await under.call("GET", "/sandbox/requests")).body).toEqual([]);
  });
});

test("sends a carrier's credentials only to this machine, regardless of what a local tenant describes", async () => {
  const asked: string[] = [];
  const under = await newTenant();
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    asked.push(new URL(url).host);
    return url.endsWith("/sandbox/description")
      ? json({ carriers: { twilio: "https://evil.example/twilio", plivo: "https://evil.example" } })
      : await under.app.request(url, init);
  };
  const findings = await examine(await patientOn(under, { transport: { fetch } }));
  expect(findings.find(({ group }) => group === "Twilio")).toMatchObject({ status: "failed" });
  expect(new Set(asked)).toEqual(new Set(["localhost:3000"]));
});

test("calls a real tenant's carriers at their own URLs", async () => {
  const asked = new Set<string>();
  const under = await newTenant();
  const fetch = async (url: string): Promise<Response> => {
    asked.add(new URL(url).host);
    return Promise.resolve(json({}, 503));
  };
  const values = { "auth0:domain": "tenant.eu.auth0.com" };
  await examine(await patientOn(under, { values, transport: { fetch } }));
  expect(asked).toEqual(new Set(["tenant.eu.auth0.com", "api.twilio.com"]));
});

test.each([
  ["a number", 12.5, "ok"],
  ["a text", "12.5", "ok"],
  ["nothing, as a sub-account's", null, undefined],
])("accepts Plivo's credits as %s", async (_, credits, status) => {
  const under = await newTenant();
  const fetch = async (url: string, init?: RequestInit): Promise<Response> =>
    /\/Account\/[^/]+\/$/.test(new URL(url).pathname)
      ? json({ cash_credits: credits, account_type: "standard" })
      : await under.app.request(url, init);
  const findings = await examine(await patientOn(under, { sender: "plivo", transport: { fetch } }));
  const said = findings.find(({ group, what }) => group === "Plivo" && what.startsWith("credits 12.50 USD"));
  expect(said?.status).toBe(status);
  expect(findings.filter(({ status: one }) => one === "failed")).toEqual([]);
});

test.each(["twilio", "plivo"] as const)(
  "makes no further calls to %s once it has rejected the credentials",
  async (sender) => {
    const asked: string[] = [];
    const under = await newTenant();
    const values = { [`${sender}:authToken`]: "0".repeat(sender === "twilio" ? 32 : 40) };
    const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
      asked.push(new URL(url).pathname);
      return await under.app.request(url, init);
    };
    await examine(await patientOn(under, { sender, values, transport: { fetch } }));
    expect(asked.filter((path) => /\/Accounts?\//.test(path))).toHaveLength(1);
  },
);

const reportOf = (findings: Finding[]) => ({
  stack: "dev",
  domain: "localhost",
  findings,
  calls: 1,
  seconds: 0,
});

function expectNoSecret({ tenant }: TenantUnderTest, text: string): void {
  const { twilio, plivo } = tenant.state.secrets;
  const secrets = [
    twilio.authToken,
    plivo.authToken,
    ...tenant.state.clients.map(({ client_secret: secret }) => secret ?? ""),
  ].filter((secret) => secret !== "");
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
}

test("tells how to run the pulumi of a fix if a shell does not find it", async () => {
  const engine = { version: "3.259.0", origin: "built from Go modules" };
  const { findings } = await examined({ versions: { engine } });
  expect(findings.map(({ what }) => what)).toContain(
    "pulumi 3.259.0 (built from Go modules), not on PATH: in a fix, replace pulumi with npm run --silent pulumi --",
  );
});
