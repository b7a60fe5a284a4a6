import { describe, expect, test } from "vitest";
import { account, codesCanArrive, existingClient, sameExperience } from "../../../components/hooks/checks.ts";
import { Refused } from "../../../components/hooks/TenantCalls.ts";
import type { DeclaredMfa } from "../../../mfa/plan.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { declaring, ranOn } from "../../support/tenant/hookedTenant.ts";
import type { Answers } from "../../support/tenant/hookedTenant.ts";

describe("the tenant's phone experience", () => {
  const settings = (flag?: boolean) => ({
    "GET /tenants/settings": flag === undefined ? {} : { phone_consolidated_experience: flag },
  });

  test.each<[string, Answers, "unified" | "legacy"]>([
    ["unified", settings(true), "unified"],
    ["unified, although the flag is not set", settings(), "unified"],
    ["legacy", settings(false), "legacy"],
  ])("is accepted as declared: %s", async (_, answers, experience) => {
    await ranOn(sameExperience, answers, { declared: declaring({ phoneExperience: experience }) });
  });

  test.each<[Answers, "unified" | "legacy", string]>([
    [settings(false), "unified", "legacy"],
    [settings(), "legacy", "unified"],
  ])("is rejected if it differs, with a fix", async (answers, experience, actual) => {
    await expect(
      ranOn(sameExperience, answers, { declared: declaring({ phoneExperience: experience }) }),
    ).rejects.toThrow(
      `has the ${actual} phone experience, but phoneExperience is ${experience}. Fix: pulumi config set phoneExperience ${actual} --stack dev`,
    );
  });
});

describe("a client that is about to be adopted", () => {
  const client = (app_type?: string) => ({ client_id: "c1", name: "Shop", ...(app_type && { app_type }) });

  test.each<[string, unknown, RegExp | undefined]>([
    ["a single-page application is accepted", client("spa"), undefined],
    ["a missing one is rejected", 404, /c1 does not exist on tenant tenant\.eu\.auth0\.com/],
    ["a web application is rejected", client("regular_web"), /is of type regular_web/],
    ["one without a type is rejected", client(), /is of type none/],
  ])("%s", async (_, answer, why) => {
    const ran = ranOn(existingClient, { "GET /clients/c1": answer }, { news: { input: "c1" } });
    if (why === undefined) await ran;
    else await expect(ran).rejects.toThrow(why);
  });
});

describe("a stack that requires MFA without managing the sender or the factor", () => {
  const mfa = (parts: Partial<DeclaredMfa>) =>
    ({ policy: "always", factors: {}, deliveryMethods: undefined, sender: undefined, ...parts }) as const;
  const sender = { kind: "twilio", deliveryMethods: ["sms"], supports: ["sms", "voice"] } as const;
  const factor = (enabled: boolean) => ({ "GET /guardian/factors": [{ name: "sms", enabled }] });
  const providers = (...list: object[]) => ({ "GET /branding/phone/providers": { providers: list } });
  const works = { id: "p", name: "twilio" };

  test("is accepted if both exist", async () => {
    const declared = declaring({ mfa: mfa({}) });
    await ranOn(codesCanArrive, { ...factor(true), ...providers(works) }, { declared });
  });

  test.each<[string, Partial<DeclaredMfa>, Answers, RegExp]>([
    [
      "the factor is off",
      { sender },
      factor(false),
      /lock users out: the phone factor is off\. Fix: add factor to manage, or/,
    ],
    [
      "the tenant has no sender",
      { factors: { sms: true } },
      providers(),
      /lock users out: the tenant has no sender\. Fix: add sender to manage, or/,
    ],
    [
      "its provider is disabled",
      { factors: { sms: true } },
      providers({ ...works, disabled: true }),
      /the tenant's phone provider is disabled\. Fix: add sender to manage/,
    ],
    [
      "both are missing",
      {},
      { ...factor(false), ...providers() },
      /the phone factor is off and the tenant has no sender\. Fix: add factor and sender to manage/,
    ],
  ])("is rejected while %s", async (_, parts, answers, why) => {
    await expect(
      ranOn(codesCanArrive, answers, { declared: declaring({ mfa: mfa(parts) }) }),
    ).rejects.toThrow(why);
  });

  test("is accepted while users can sign in with a different factor, managed by the stack or not", async () => {
    const otp = {
      "GET /guardian/factors": [...factor(false)["GET /guardian/factors"], { name: "otp", enabled: true }],
    };
    await ranOn(codesCanArrive, { ...otp, ...providers() }, { declared: declaring({ mfa: mfa({}) }) });
    const own = declaring({ mfa: mfa({ factors: { otp: true } }) });
    await ranOn(codesCanArrive, { ...factor(false), ...providers() }, { declared: own });
  });

  test("is rejected, also in a preview, if its only factor needs a second one", async () => {
    const declared = declaring({ mfa: mfa({ policy: undefined, factors: { email: true } }) });
    const ran = ranOn(codesCanArrive, factor(false), { declared, isPreview: true });
    await expect(ran).rejects.toThrow(/factor Email can't be the only factor.*otherFactors\.$/);
    await ranOn(codesCanArrive, factor(true), { declared, isPreview: true });
  });

  test("is rejected, also in a preview, if the push provider is not Auth0 Guardian", async () => {
    const selected = (provider: string): Answers => ({
      "GET /guardian/factors/push-notification/selected-provider": { provider },
    });
    const news = { push: { enabled: true, provider: "guardian" } };
    const declared = declaring();
    const ran = (provider: string, olds = {}) =>
      ranOn(codesCanArrive, selected(provider), { news, olds, declared, isPreview: true });
    await expect(ran("sns")).rejects.toThrow(
      /provider of push notifications is sns.*otherFactors\.push-notification/,
    );
    expect((await ran("guardian")).calls).toHaveLength(1);
    // The stack managed it before, so the preview shows its provider.
    expect((await ran("sns", news)).calls).toEqual([]);
  });

  test("on a legacy tenant, is rejected while no sender is selected", async () => {
    const answers = {
      "GET /guardian/factors/phone/selected-provider": { provider: "" },
      "GET /guardian/factors/phone/providers/twilio": {},
    };
    const declared = declaring({ phoneExperience: "legacy", mfa: mfa({ factors: { sms: true } }) });
    await expect(ranOn(codesCanArrive, answers, { declared })).rejects.toThrow(/the tenant has no sender/);
  });
});

test("an account that can't send as declared is rejected with its own message", async () => {
  const fault = (text?: string) => declaring({ accountFault: () => Promise.resolve(text) });
  const news = { name: "twilio", configuration: { sid: "AC1" } };
  await ranOn(account, {}, { declared: fault(), news });
  await expect(ranOn(account, {}, { declared: fault("no number"), news })).rejects.toThrow("no number");
  const secrets = (value: string) => ({ name: "Send", secrets: [{ name: "PLIVO_FROM", value }] });
  const switched = { declared: fault("no number"), news: secrets("+1"), olds: secrets("+2") };
  await expect(ranOn(account, {}, switched)).rejects.toThrow("no number");
  // A policy may be lowered while the carrier is down.
  const [lower, higher] = ["never", "all-applications"].map((policy) => ({
    policy,
    phone: { enabled: true },
  }));
  await ranOn(
    account,
    {},
    { declared: fault("no number"), ...(lower && { news: lower }), ...(higher && { olds: higher }) },
  );
});

test.each([
  { kind: "credentials", is: Refused },
  { kind: "server", is: CallFailure },
] as const)(
  "an account failure of kind $kind fails the preview only if the account is configured",
  async (answer) => {
    const failure = new CallFailure({ kind: answer.kind, what: "read", why: "No.", remedy: "Set it again." });
    const declared = declaring({ accountFault: () => Promise.reject(failure) });
    const ran = ranOn(account, {}, { declared, news: { name: "twilio" } });
    await expect(ran).rejects.toBeInstanceOf(answer.is);
    await expect(ran).rejects.toThrow("No. Fix: set it again.");
  },
);
