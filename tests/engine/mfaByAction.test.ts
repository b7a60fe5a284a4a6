import { expect, test } from "vitest";
import { bindMfaAction } from "../support/stack/mfaAction.ts";
import { testStack } from "../support/stack/testStack.ts";

const sentence = 'The Action "Ask for MFA" in the login flow may require MFA';

test("what an Action in the login flow needs stays until the configuration declares that it requires no MFA", async () => {
  const stack = await testStack({ up: true });
  const factors = async () =>
    ((await stack.api("GET", "/guardian/factors")) as { name: string; enabled: boolean }[])
      .filter(({ enabled }) => enabled)
      .map(({ name }) => name);
  await bindMfaAction(stack.api);
  await stack.failingDestroy();
  expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
  await stack.set({ mfaPolicy: "never", allowWeakening: true });
  const { stdout } = await stack.local.pulumi(["preview"]);
  expect(stdout).toContain(sentence);
  await stack.up();

  const words = await stack.failingDestroy();
  expect(words.replaceAll(/\s+/g, " ")).toContain(
    `this change would lock users out: the phone factor is off. ${sentence}, regardless of the MFA policy. Nothing further was changed. Fix: remove it from the login flow`,
  );
  expect(await factors()).toEqual(["sms"]);
  expect(await stack.api("GET", "/branding/phone/providers")).toMatchObject({
    providers: [{ name: "twilio" }],
  });

  await stack.set({ actionsWithoutMfa: ["Ask for MFA"] });
  await stack.destroy();
  expect(await factors()).toEqual([]);
});
