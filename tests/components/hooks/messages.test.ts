import { describe, expect, test } from "vitest";
import { readSettings } from "../../../settings/settings.ts";
import type { Settings } from "../../../settings/settings.ts";
import { assertMessagesCanLeave } from "../../../components/hooks/messages.ts";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import { source } from "../../support/settings/source.ts";
import type { Answers } from "../../support/tenant/ownResourceTenant.ts";
import { tenantThatAnswers } from "../../support/tenant/ownResourceTenant.ts";

const settings = (changes: Partial<Settings> = {}): Settings => ({
  ...readSettings(source({ "auth0:apiToken": "a-token" })).settings,
  ...changes,
});

const check = (changes: Partial<Settings> = {}): Promise<void> => {
  const declared = settings(changes);
  return assertMessagesCanLeave(declared, new ManagementApi(declared.auth0));
};

const withFactor = (enabled: boolean): Answers => ({
  "GET /guardian/factors": [{ name: "sms", enabled }],
  "GET /branding/phone/providers": { providers: [{ disabled: false }] },
});

describe("a stack is taken", () => {
  test("that does not require MFA, whatever the tenant has: nothing is asked", async () => {
    const calls = await tenantThatAnswers({});
    for (const mfaPolicy of ["never", undefined] as const)
      await check({ mfaPolicy, factor: false, sender: undefined });
    expect(calls).toEqual([]);
  });

  test("that declares sender and factor itself: nothing is asked", async () => {
    const calls = await tenantThatAnswers({});
    await check();
    expect(calls).toEqual([]);
  });

  test("that leaves both to somebody else, and they are there", async () => {
    await tenantThatAnswers(withFactor(true));
    await check({ factor: false, sender: undefined });
  });
});

describe("a stack is refused that requires MFA", () => {
  test.each<[string, Partial<Settings>, Answers, RegExp]>([
    [
      "while somebody else's factor is off",
      { factor: false },
      withFactor(false),
      /since the phone factor is off \(manage: factor\)\./,
    ],
    [
      "while the tenant has no phone provider",
      { sender: undefined },
      { "GET /branding/phone/providers": { providers: [] } },
      /since nothing sends its messages \(manage: sender\)\./,
    ],
    [
      "while its one phone provider is disabled",
      { sender: undefined },
      { "GET /branding/phone/providers": { providers: [{ disabled: true }] } },
      /since nothing sends its messages/,
    ],
    [
      "while a legacy tenant has selected no sender",
      { sender: undefined, phoneExperience: "legacy" },
      { "GET /guardian/factors/phone/selected-provider": { provider: "" } },
      /since nothing sends its messages/,
    ],
    [
      "while both are missing",
      { factor: false, sender: undefined },
      { "GET /guardian/factors": [], "GET /branding/phone/providers": { providers: [] } },
      /since the phone factor is off .* and nothing sends its messages/,
    ],
    [
      "and whose token may not look",
      { factor: false },
      { "GET /guardian/factors": 403 },
      /the tenant answered 403/,
    ],
  ])("%s", async (_, changes, answers, why) => {
    await tenantThatAnswers(answers);
    await expect(check(changes)).rejects.toThrow(why);
  });
});
