import { expect, test } from "vitest";
import { reviewOf } from "../../review/reviewOf.ts";
import { previewOf } from "../support/reviewWorld.ts";
import { testStack } from "../support/engine.ts";
import type { TestStack } from "../support/engine.ts";

/** Changes of a stack, one after the other. */
const changes: Record<string, unknown>[] = [
  {},
  { callbackUrls: ["http://localhost:3000", "https://app.example.com"] },
  { verificationMessage: "{{code}} lets you in" },
  { mfaPolicy: "adaptive" },
  { sender: "plivo" },
  { plivoFrom: "+14155550123" },
  { sender: "twilio" },
  { delivery: ["sms", "voice"] },
  { manage: ["application"] },
];

// What the report says beforehand is what the tenant then counts.
test.each(["unified", "legacy"] as const)(
  "%s: an up makes as many calls as its review said",
  async (phoneExperience) => {
    const stack = await testStack({ phoneExperience });
    const found = [{ change: "first up", ...(await saidAndMade(stack)) }];
    for (const values of changes) {
      await stack.set(values);
      found.push({ change: JSON.stringify(values), ...(await saidAndMade(stack)) });
    }
    // A legacy tenant still has the Twilio settings of before, which no preview knows: they are not sent again.
    const spared = (change: string) =>
      phoneExperience === "legacy" && change === '{"sender":"twilio"}' ? 1 : 0;
    expect(found.map(({ change, said }) => ({ change, calls: said }))).toEqual(
      found.map(({ change, made }) => ({ change, calls: made + spared(change) })),
    );
  },
);

async function saidAndMade(stack: TestStack): Promise<{ said: number; made: number }> {
  const ended = await previewOf(stack.local, "dev");
  await stack.calls();
  await stack.up();
  return { said: reviewOf({ stack: "dev", ...ended }).budget.calls, made: (await stack.calls()).length };
}
