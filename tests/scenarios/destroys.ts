import { expect } from "vitest";
import { signInState } from "../support/stack/signInState.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";
import type { Variant } from "./variants.ts";

/** Kinds of stacks that are destroyed. */
export const destroyed: readonly Variant[] = [
  {
    name: "unified, twilio",
    phoneExperience: "unified",
    sender: "twilio",
    standsFor: "what a destroy takes away",
  },
  { name: "legacy, plivo", phoneExperience: "legacy", sender: "plivo" },
];

/** The factors that are on. */
export async function factorsOn(stack: TestStack): Promise<string[]> {
  const factors = (await stack.api("GET", "/guardian/factors")) as { name: string; enabled: boolean }[];
  return factors
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
    .sort();
}

/** A destroy leaves the factors that others turned on, and sends nothing about them. */
export async function leaveOthers({ phoneExperience, sender }: Variant): Promise<void> {
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
}

interface RefusedDestroy extends Variant {
  call: string;
  says: string;
  /** Whether MFA is still required then. */
  required: boolean;
}

/** Calls of a destroy that are refused. */
export const refusedDestroys: readonly RefusedDestroy[] = destroyed.flatMap((variant) => [
  {
    ...variant,
    name: `${variant.name}: PUT /guardian/policies`,
    call: "PUT /guardian/policies",
    says: "Failed to turn MFA off",
    required: true,
  },
  {
    ...variant,
    name: `${variant.name}: PUT /guardian/factors/sms`,
    call: "PUT /guardian/factors/sms",
    says: "Failed to turn the phone factor off",
    required: false,
  },
]);

/** A destroy that is refused locks nobody out, and can be repeated. */
export async function repeatDestroy({
  phoneExperience,
  sender,
  call,
  says,
  required,
}: RefusedDestroy): Promise<void> {
  const stack = await testStack({ up: true, phoneExperience, sender });
  await stack.sandbox("POST", "/faults", { rules: [`${call} 1 403`] });

  const words = await stack.failingDestroy();

  expect(words).toContain(says);
  expect(words).not.toMatch(/\n\s+at .*\.(ts|js):\d+/);
  expect(await signInState(stack, phoneExperience)).toEqual({ required, possible: true });
  await stack.destroy();
  expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
  expect(await factorsOn(stack)).toEqual([]);
}
