import { describe, expect, test } from "vitest";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";
import { posture } from "../support/stack/posture.ts";

const worlds = [
  ["unified", "twilio"],
  ["legacy", "plivo"],
] as const;

async function factorsOn(stack: TestStack): Promise<string[]> {
  const factors = (await stack.api("GET", "/guardian/factors")) as { name: string; enabled: boolean }[];
  return factors
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
    .sort();
}

describe.each(worlds)("%s, %s", (phoneExperience, sender) => {
  test("destroy leaves the factors that others turned on, and sends nothing about them", async () => {
    const stack = await testStack({ phoneExperience, sender });
    for (const factor of ["otp", "webauthn-roaming", "recovery-code"])
      await stack.api("PUT", `/guardian/factors/${factor}`, { enabled: true });
    await stack.up();
    // The one that was turned on after the last `up` too.
    await stack.api("PUT", "/guardian/factors/email", { enabled: true });
    await stack.calls();

    await stack.destroy();

    expect(await factorsOn(stack)).toEqual(["email", "otp", "recovery-code", "webauthn-roaming"]);
    expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
    const guardian = writesIn(await stack.calls()).filter((call) => call.includes("/guardian/"));
    expect(guardian).toEqual(["PUT /guardian/policies", "PUT /guardian/factors/sms"]);
  });

  test.each([
    ["PUT /guardian/policies", "Failed to set the MFA policy to Never", true],
    ["PUT /guardian/factors/sms", "Failed to turn the phone factor off", false],
  ])("a destroy whose %s is refused locks nobody out, and can be repeated", async (call, said, required) => {
    const stack = await testStack({ up: true, phoneExperience, sender });
    await stack.sandbox("POST", "/faults", { rules: [`${call} 1 403`] });

    const words = await stack.failingDestroy();

    expect(words).toContain(said);
    expect(words).not.toMatch(/\n\s+at .*\.(ts|js):\d+/);
    expect(await posture(stack, phoneExperience)).toEqual({ required, possible: true });
    await stack.destroy();
    expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
    expect(await factorsOn(stack)).toEqual([]);
  });
});

test("an up after a destroy that failed half-way brings all of it back", async () => {
  const stack = await testStack({ up: true });
  await stack.sandbox("POST", "/faults", { rules: ["PUT /guardian/policies 1 403"] });
  await stack.failingDestroy();
  await stack.up();
  expect(await posture(stack)).toEqual({ required: true, possible: true });
  expect(await stack.preview()).toEqual([]);
});

test("destroy finds the credentials in the stack's configuration as the provider does", async () => {
  const stack = await testStack();
  const { clientId, clientSecret } = stack.local.sandbox.describe().auth0;
  await stack.local.configure({ "auth0:clientId": clientId }, { "auth0:clientSecret": clientSecret });
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...stack.local.environment }).filter(
      ([name]) => !name.startsWith("AUTH0_"),
    ),
  );
  for (const command of ["up", "destroy"]) {
    const { code, stdout, stderr } = await stack.local.pulumi([command, "--yes", "--skip-preview"], { env });
    expect(code, stdout + stderr).toBe(0);
  }
  expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
  expect(await factorsOn(stack)).toEqual([]);
});
