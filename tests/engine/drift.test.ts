import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { actionChanges } from "../support/stack/changes/action.ts";
import { applicationChanges, client } from "../support/stack/changes/application.ts";
import type { Change } from "../support/stack/changes/Change.ts";
import { legacyPlivoChanges, legacyTwilioChanges } from "../support/stack/changes/legacySender.ts";
import { templateChanges } from "../support/stack/changes/messages.ts";
import { mfaChanges, switched } from "../support/stack/changes/mfa.ts";
import { customProviderChanges, twilioProviderChanges } from "../support/stack/changes/unifiedSender.ts";
import { senders } from "../../senders/index.ts";
import { deploy, expectNoSecret, otherToken } from "../support/stack/deployedStack.ts";
import type { DeployedStack } from "../support/stack/deployedStack.ts";

const fixtures = [
  {
    phoneExperience: "unified",
    sender: "twilio",
    calls: 9,
    changes: [
      ...applicationChanges,
      ...twilioProviderChanges,
      ...templateChanges,
      ...mfaChanges,
      switched(false, /legacy/),
    ],
  },
  {
    phoneExperience: "unified",
    sender: "plivo",
    calls: 10,
    changes: [...actionChanges, ...customProviderChanges],
  },
  {
    phoneExperience: "legacy",
    sender: "twilio",
    calls: 10,
    changes: [...legacyTwilioChanges, ...mfaChanges, switched(true, /unified/)],
  },
  {
    phoneExperience: "legacy",
    sender: "plivo",
    calls: 12,
    changes: [...legacyPlivoChanges, ...actionChanges],
  },
] as const;

describe.each(fixtures)("drift, $phoneExperience, $sender", ({ phoneExperience, sender, calls, changes }) => {
  let stack: DeployedStack;
  beforeAll(async () => {
    stack = await deploy({ phoneExperience, sender });
  });
  afterAll(() => stack.close());

  test("finds no drift after an up, in few calls, and a token that was not sent yet", async () => {
    const stack = await deploy({ phoneExperience, sender });
    onTestFinished(() => stack.close());
    const { code, stdout } = await stack.command("drift", ["--stack", "dev", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ differences: [], calls });
    expect(code).toBe(0);

    const { token } = senders[sender].account;
    await stack.local.configure({}, { [token]: otherToken });
    const rotated = await stack.command("drift", ["--stack", "dev"]);
    expect(rotated.text).toContain('Pending: stack "dev" has 1 change to its configuration not applied yet');
    expectNoSecret(stack, rotated.text);
  });

  test.each<Change>([...changes])("is found: $name", async ({ change, revert, finds }) => {
    const before = new Date();
    await change(stack);
    const found = await stack.differences(before);
    await revert(stack);
    expect(found.map(({ setting }) => setting).sort()).toEqual(Object.keys(finds).sort());
    for (const { setting, actual, note = "" } of found)
      expect(`${actual}; ${note}`).toMatch(finds[setting] ?? /$^/);
    expectNoSecret(stack, JSON.stringify(found));
    expect(await stack.differences(new Date())).toEqual([]);
  });

  test("is corrected by pulumi up --refresh, unless the report names a different fix", async () => {
    const stack = await deploy({ phoneExperience, sender });
    onTestFinished(() => stack.close());
    // With another phone experience pulumi refuses to begin.
    const ofThisExperience = changes.filter(({ finds }) => !("phone experience" in finds));
    for (const { change } of ofThisExperience) await change(stack);
    const found = await stack.differences();
    const up = await stack.local.pulumi(["up", "--yes", "--skip-preview", "--refresh"]);
    expect(up.code, up.stdout + up.stderr).toBe(0);
    const left = await stack.differences();
    expect(found.length).toBeGreaterThan(left.length);
    expect(left.filter(({ fix }) => fix === undefined)).toEqual([]);
  });

  test("includes a deleted application", async () => {
    const stack = await deploy({ phoneExperience, sender });
    onTestFinished(() => stack.close());
    await stack.api("DELETE", client(stack));
    expect(await stack.differences()).toContainEqual(
      expect.objectContaining({
        setting: "application",
        actual: `deleted (${stack.declared.clientIds["spa"] ?? ""})`,
      }),
    );
  });
});

test("drift stays within a free tenant's two calls per second: no call is rejected", async () => {
  const stack = await deploy({ sandbox: { rateLimit: "free" } });
  onTestFinished(() => stack.close());
  await stack.sandbox("DELETE", "/requests");
  const { code, stdout } = await stack.command("drift", ["--stack", "dev", "--json"]);
  expect(code).toBe(0);
  const { calls, seconds } = JSON.parse(stdout) as { calls: number; seconds: number };
  expect(calls).toBe(9);
  expect(seconds).toBeLessThan(8);
  const requests = (await stack.sandbox("GET", "/requests")) as { status: number }[];
  expect(requests.map(({ status }) => status)).toEqual(Array(8).fill(200));
});

test("a tenant whose clock is ten minutes ahead has no drift, and doctor reports the clock", async () => {
  const clock = new Date(Date.now() + 600_000).toISOString();
  const stack = await deploy({ sandbox: { clock }, up: false });
  onTestFinished(() => stack.close());
  const { code, text } = await stack.command("drift", ["--stack", "dev"]);
  expect(text).toContain("No drift");
  expect(code).toBe(0);
  const doctor = await stack.command("doctor", ["--stack", "dev"]);
  expect(doctor.text).toMatch(/clock is (59|60)\d s behind the tenant's/);
  expect(doctor.code).toBe(2);
});
