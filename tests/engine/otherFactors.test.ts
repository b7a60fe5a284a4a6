import { expect, test } from "vitest";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";

const factorsOn = async (stack: TestStack): Promise<string[]> =>
  ((await stack.api("GET", "/guardian/factors")) as { name: string; enabled: boolean }[])
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
    .sort();

const turn = (stack: TestStack, factor: string, enabled: boolean) =>
  stack.api("PUT", `/guardian/factors/${factor}`, { enabled });

test("factors other than the phone are managed while they are listed, and stay unchanged otherwise", async () => {
  const stack = await testStack({ up: true });
  await turn(stack, "email", true);
  const others = { otp: true, "recovery-code": true, "webauthn-roaming": true, "push-notification": true };
  await stack.set({ otherFactors: others });
  expect(await stack.preview()).toEqual([
    {
      op: "update",
      resource: "Guardian mfa",
      properties: ["otp", "push.enabled", "push.provider", "recoveryCode", "webauthnRoaming.enabled"],
    },
  ]);
  await stack.up();
  expect(await factorsOn(stack)).toEqual(["email", ...Object.keys(others), "sms"].sort());
  expect(await stack.preview()).toEqual([]);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);

  // Somebody turns one off: a refresh shows it, and an up turns it on again.
  await turn(stack, "otp", false);
  await stack.refresh();
  expect(await stack.preview()).toMatchObject([{ op: "update", properties: ["otp"] }]);
  await stack.up();

  // One is turned off, one handed over.
  await stack.set({ otherFactors: { otp: true, "webauthn-roaming": false, "push-notification": false } });
  await stack.up();
  expect(await factorsOn(stack)).toEqual(["email", "otp", "recovery-code", "sms"]);
  expect(await stack.preview()).toEqual([]);

  await stack.destroy();
  expect(await factorsOn(stack)).toEqual(["email", "recovery-code"]);
});

test("a stack may declare factors alone, but not one that needs a missing factor", async () => {
  const stack = await testStack();
  await stack.set({ manage: [], otherFactors: { email: true } });
  await stack.calls();
  expect(await stack.failingPreview()).toContain("factor Email can't be the only factor");
  expect(writesIn(await stack.calls())).toEqual([]);

  await stack.set({ otherFactors: { email: true, otp: true } });
  await stack.up();
  expect(await factorsOn(stack)).toEqual(["email", "otp"]);
  expect(await stack.preview()).toEqual([]);
  // The last one that users can sign in with stays as long as MFA is asked for.
  await stack.api("PUT", "/guardian/policies", ["all-applications"]);
  await stack.set({ otherFactors: { otp: false, email: false } });
  expect(await stack.failingUp()).toContain("this change would lock users out: the phone factor is off");
  expect(await factorsOn(stack)).toEqual(["email", "otp"]);
});
