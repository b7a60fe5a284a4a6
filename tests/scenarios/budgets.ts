import { expect } from "vitest";
import { reviewOf } from "../../commands/review/reviewOf.ts";
import { heldNumbers } from "../../senders/heldNumbers.ts";
import { previewOf } from "../support/review/makePreview.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack } from "../support/stack/testStack.ts";
import type { Case } from "./cases.ts";

interface Budget extends Case {
  phoneExperience: "unified" | "legacy";
  /** What is set before each `up`, one after the other. */
  changes: readonly Record<string, unknown>[];
}

const otherPlivoNumber = "+14155550123";

const changes: readonly Record<string, unknown>[] = [
  {},
  { callbackUrls: ["http://localhost:3000", "https://app.example.com"] },
  { verificationMessage: "{{code}} lets you in" },
  { mfaPolicy: "adaptive" },
  { sender: "plivo" },
  { plivoFrom: otherPlivoNumber },
  { sender: "twilio" },
  { delivery: ["sms", "voice"] },
  { manage: ["application"] },
];

export const budgets: readonly Budget[] = [
  {
    name: "unified, a first up and a change of sender",
    standsFor: "what is made, and what is changed",
    phoneExperience: "unified",
    changes: [{ sender: "plivo" }],
  },
  { name: "unified, one change after the other", phoneExperience: "unified", changes },
  {
    name: "unified, other factors and applications",
    standsFor: "what is declared beside the phone and the one application",
    phoneExperience: "unified",
    changes: [
      { otherFactors: { otp: true } },
      { otherFactors: { otp: true, "webauthn-roaming": true, "push-notification": true } },
      { otherFactors: { otp: false, "webauthn-roaming": true, "push-notification": false, email: true } },
      {
        appName: undefined,
        callbackUrls: undefined,
        logoutUrls: undefined,
        webOrigins: undefined,
        applications: {
          spa: { appName: "Shop", callbackUrls: ["https://shop.example.com"] },
          admin: { appName: "Admin", callbackUrls: ["https://admin.example.com"] },
        },
      },
      { manage: ["application"], otherFactors: { "webauthn-roaming": true } },
      { otherFactors: { email: true, "webauthn-roaming": false } },
      { manage: [] },
    ],
  },
  { name: "legacy, one change after the other", phoneExperience: "legacy", changes },
];

/** The report's number of calls is the number that the tenant then counts. */
export async function keepBudget({ phoneExperience, changes }: Budget): Promise<void> {
  const stack = await testStack({ phoneExperience });
  await stack.sandbox("PATCH", "/carriers/plivo", {
    numbers: heldNumbers([stack.local.sandbox.describe().plivo.from, otherPlivoNumber]),
  });
  const found = [{ change: "first up", ...(await saidAndMade(stack)) }];
  for (const values of changes) {
    await stack.set(values);
    found.push({ change: JSON.stringify(values), ...(await saidAndMade(stack)) });
  }
  // A legacy tenant still has the earlier Twilio settings, which a preview can't know: they are not sent
  // again.
  const spared = (change: string) =>
    phoneExperience === "legacy" && change === '{"sender":"twilio"}' ? 1 : 0;
  expect(found.map(({ change, said }) => ({ change, calls: said }))).toEqual(
    found.map(({ change, made }) => ({ change, calls: made + spared(change) })),
  );
}

async function saidAndMade(stack: TestStack): Promise<{ said: number; made: number }> {
  const ended = await previewOf(stack.local, "dev");
  await stack.calls();
  await stack.up();
  return { said: reviewOf({ stack: "dev", ...ended }).budget.calls, made: (await stack.calls()).length };
}
