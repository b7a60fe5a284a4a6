import { expect } from "vitest";
import type { Sandbox } from "../../sandbox/index.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { signInState } from "../support/stack/signInState.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { describeCall, failOnce, testStack, writesIn } from "../support/stack/testStack.ts";
import type { Case } from "./cases.ts";

const safe = { required: true, possible: true };

/** A call of an `up` that fails, on a kind of tenant. */
interface FailedCall extends Case {
  phoneExperience: "unified" | "legacy";
  sender: "twilio" | "plivo";
  call: string;
}

/** A case by its tenant and its call. */
const failed = (
  phoneExperience: FailedCall["phoneExperience"],
  sender: FailedCall["sender"],
  call: string,
  standsFor?: string,
): FailedCall => ({
  name: `${phoneExperience}, ${sender}: ${call}`,
  phoneExperience,
  sender,
  call,
  ...(standsFor !== undefined && { standsFor }),
});

/** Calls of a first `up`. */
export const failedCalls: readonly FailedCall[] = [
  failed("unified", "twilio", "PUT /guardian/factors/sms", "the factor"),
  failed("unified", "twilio", "PUT /guardian/factors/phone/message-types"),
  failed("unified", "twilio", "POST /branding/phone/providers"),
  failed("unified", "plivo", "POST /actions/actions/*/deploy", "an Action"),
  failed("legacy", "plivo", "POST /actions/actions/*/deploy"),
  failed("legacy", "twilio", "PUT /guardian/factors/sms"),
  failed("legacy", "twilio", "PUT /guardian/factors/phone/selected-provider"),
  failed("legacy", "twilio", "PUT /guardian/factors/sms/providers/twilio", "a legacy sender"),
  failed("legacy", "plivo", "PATCH /actions/triggers/send-phone-message/bindings", "a binding"),
];

/**
 * The first `up` fails at the call, and the second one completes it. The official provider alone keeps the
 * wanted values of a failed call in the state, so the next `up` requires MFA without having sent them.
 */
export async function recoverFirstUp({ phoneExperience, sender, call }: FailedCall): Promise<void> {
  const stack = await testStack({ phoneExperience, sender });
  await failOnce(stack, call);
  await stack.failingUp();
  expect((await signInState(stack, phoneExperience)).required).toBe(false);

  await stack.up();
  const calls = (await stack.calls()).filter(({ status }) => status < 300).map(describeCall);
  const factor = calls.indexOf("PUT /guardian/factors/sms");
  expect(factor).toBeGreaterThan(-1);
  expect(calls.indexOf("PUT /guardian/policies")).toBeGreaterThan(factor);
  expect(await signInState(stack, phoneExperience)).toEqual(safe);
  expect(await stack.preview()).toEqual([]);
}

/**
 * Calls of a change of token. A token is never returned, so no refresh can detect that the old one is still
 * in place (docs/decisions/0021).
 */
export const failedTokenCalls: readonly FailedCall[] = [
  failed("unified", "twilio", "PATCH /branding/phone/providers/*", "a provider's token"),
  failed("unified", "plivo", "PATCH /actions/actions/*"),
  failed("unified", "plivo", "POST /actions/actions/*/deploy", "an Action's secret"),
  failed("legacy", "plivo", "PATCH /actions/actions/*"),
];

/** A change of token fails at the call, and the next `up` sends the new one. */
export async function recoverToken({ phoneExperience, sender, call }: FailedCall): Promise<void> {
  const stack = await testStack({ up: true, phoneExperience, sender });
  const token = await newToken(stack, sender);
  await stack.local.configure({}, { [`${sender}:authToken`]: token });
  await failOnce(stack, call);
  await stack.failingUp();
  await stack.calls();
  await stack.up();
  expect((await stack.calls()).map(describeCall)).toContain(call.replaceAll("*", "{id}"));
  expect(JSON.stringify((stack.local.sandbox as Sandbox).save())).toContain(token);
  expect(await stack.preview()).toEqual([]);
}

/** Another token that the sender's account accepts, since each run looks the numbers up with it. */
const newToken = (stack: TestStack, sender: "twilio" | "plivo"): Promise<string> =>
  sendersInCommands[sender].local.secondToken(stack.local.sandbox.describe());

interface LostAnswer extends Case {
  phoneExperience: "unified" | "legacy";
  /** The calls whose response is lost. */
  times: string;
}

/** Creations of an Action that get no response. */
export const lostAnswers: readonly LostAnswer[] = [
  { name: "unified, once", phoneExperience: "unified", times: "1", standsFor: "an Action that was created" },
  { name: "legacy, each time", phoneExperience: "legacy", times: "*" },
];

/** An Action whose creation got no response exists exactly once in the end. */
export async function recoverLostAction({ phoneExperience, times }: LostAnswer): Promise<void> {
  const stack = await testStack({ up: true, phoneExperience });
  await stack.set({ sender: "plivo" });
  await stack.sandbox("POST", "/faults", { rules: [`POST /actions/actions ${times} lost`] });
  await stack.local.pulumi(["up", "--yes", "--skip-preview"]);
  await stack.sandbox("DELETE", "/faults");
  await stack.up();
  const { actions } = (await stack.api("GET", "/actions/actions")) as { actions: unknown[] };
  expect(actions).toHaveLength(1);
  expect(await signInState(stack, phoneExperience)).toEqual(safe);
  expect(await stack.preview()).toEqual([]);
}

interface RequiringTenant extends Case {
  phoneExperience: "unified" | "legacy";
}

/** Tenants that require MFA before the stack's first `up`. */
export const requiringTenants: readonly RequiringTenant[] = [
  { name: "unified", phoneExperience: "unified", standsFor: "a tenant that requires MFA already" },
  { name: "legacy", phoneExperience: "legacy" },
];

/** The policy is at no moment lowered by the first `up`. */
export async function keepPolicy({ phoneExperience }: RequiringTenant): Promise<void> {
  const stack = await testStack({ phoneExperience });
  await stack.api("PUT", "/guardian/factors/otp", { enabled: true });
  await stack.api("PUT", "/guardian/policies", ["all-applications"]);
  await stack.calls();
  await stack.up();
  // One write, which repeats the present value.
  const writes = writesIn(await stack.calls()).filter((call) => call === "PUT /guardian/policies");
  expect(writes).toHaveLength(1);
  expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
  expect(await signInState(stack, phoneExperience)).toEqual(safe);
  expect(await stack.api("GET", "/guardian/factors")).toContainEqual(
    expect.objectContaining({ name: "otp", enabled: true }),
  );
  expect(await stack.preview()).toEqual([]);
}
