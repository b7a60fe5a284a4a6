import { expect, onTestFinished, test } from "vitest";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import { setUpByHand } from "../../dev/sweep/byHand.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { representatives } from "../scenarios/cases.ts";
import {
  failedCalls,
  failedTokenCalls,
  keepPolicy,
  lostAnswers,
  recoverFirstUp,
  recoverLostAction,
  recoverToken,
  requiringTenants,
} from "../scenarios/failures.ts";
import { signInState } from "../support/stack/signInState.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { failOnce, testStack } from "../support/stack/testStack.ts";

const safe = { required: true, possible: true };

test.each(representatives(failedCalls))(
  "a failed first up is completed by the next one: $name",
  recoverFirstUp,
);
test.each(representatives(failedTokenCalls))(
  "a token that was not sent is sent by the next up: $name",
  recoverToken,
);
test.each(representatives(lostAnswers))(
  "an Action whose creation got no response exists once: $name",
  recoverLostAction,
);
test.each(representatives(requiringTenants))(
  "the first up never lowers a policy, not even for a moment: $name",
  keepPolicy,
);

test("a switch of sender keeps the tenant's one phone provider in place at every step", async () => {
  const stack = await testStack({ up: true });
  const id = await providerId(stack);
  for (const sender of ["plivo", "twilio"]) {
    await stack.set({ sender });
    await stack.up();
    expect(await providerId(stack)).toBe(id);
    expect(await signInState(stack)).toEqual(safe);
  }
});

test("a switch of sender that fails at Auth0 keeps the old sender working", async () => {
  const stack = await testStack({ up: true });
  await stack.set({ sender: "plivo" });
  await failOnce(stack, "PATCH /branding/phone/providers/*");
  await stack.failingUp();
  expect(await signInState(stack)).toEqual(safe);
  await stack.up();
  expect(await signInState(stack)).toEqual(safe);
  expect(await stack.preview()).toEqual([]);
});

test("after a failed first up over a manual phone provider, the next up sends the stack's token", async () => {
  const sandbox = await startSandbox({ phoneExperience: "unified" });
  onTestFinished(() => sandbox.stop());
  const stack = await testStack({ tenant: sandbox });
  const { twilio } = sandbox.describe();
  await setUpByHand(sandbox, "unified", await secondTwilioToken({ twilio }));
  await failOnce(stack, "PATCH /branding/phone/providers/*");
  await stack.failingUp();
  await stack.up();
  expect(sandbox.save().phoneProviders).toEqual([
    expect.objectContaining({ credentials: { auth_token: twilio.authToken } }),
  ]);
  expect(await signInState(stack)).toEqual(safe);
  expect(await stack.preview()).toEqual([]);
});

async function providerId(stack: TestStack): Promise<unknown> {
  const { providers } = (await stack.api("GET", "/branding/phone/providers")) as {
    providers: { id: string }[];
  };
  expect(providers).toHaveLength(1);
  return providers[0]?.id;
}
