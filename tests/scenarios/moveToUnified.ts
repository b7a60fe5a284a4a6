import { expect } from "vitest";
import { signInState } from "../support/stack/signInState.ts";
import { testStack } from "../support/stack/testStack.ts";
import type { Case } from "./cases.ts";

interface LegacySender extends Case {
  sender: "twilio" | "plivo";
}

export const legacySenders: readonly LegacySender[] = [
  { name: "twilio", sender: "twilio", standsFor: "a sender that stays the same" },
  { name: "plivo", sender: "plivo" },
];

/** A tenant that moves from legacy to unified is followed in three steps. */
export async function moveToUnified({ sender }: LegacySender): Promise<void> {
  const stack = await testStack({ up: true, phoneExperience: "legacy", sender });
  await stack.set({ mfaPolicy: "never" });
  await stack.up();
  await stack.api("PATCH", "/tenants/settings", { phone_consolidated_experience: true });
  // Only what is about to change is read.
  expect(await stack.preview()).toEqual([]);
  await stack.set({ verificationMessage: "{{code}}" });
  expect(await stack.failingPreview()).toMatch(/pulumi config set phoneExperience unified/);
  await stack.set({ verificationMessage: "", phoneExperience: "unified" });
  await stack.up();
  await stack.set({ mfaPolicy: "always" });
  await stack.up();
  expect(await signInState(stack)).toEqual({ required: true, possible: true });
  expect(await stack.preview()).toEqual([]);
}
