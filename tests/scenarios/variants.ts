import { expect } from "vitest";
import type { Call, TestStack } from "../support/stack/testStack.ts";
import { describeCall, testStack, writesIn } from "../support/stack/testStack.ts";
import type { Case } from "./cases.ts";

/** A kind of tenant, and what sends its messages. */
export interface Variant extends Case {
  phoneExperience: "unified" | "legacy";
  sender: "twilio" | "plivo";
}

export const variants: readonly Variant[] = [
  {
    name: "unified, twilio",
    phoneExperience: "unified",
    sender: "twilio",
    standsFor: "a stack from its first up to its destroy",
  },
  { name: "unified, plivo", phoneExperience: "unified", sender: "plivo" },
  { name: "legacy, twilio", phoneExperience: "legacy", sender: "twilio" },
  { name: "legacy, plivo", phoneExperience: "legacy", sender: "plivo" },
];

const requirePolicy = "PUT /guardian/policies";

/** The tenant's present state, without values that depend on time and chance. */
async function tenantState(stack: TestStack): Promise<unknown> {
  const [clients, providers, actions, factors, policies] = await Promise.all([
    stack.api("GET", "/clients?fields=client_id"),
    stack.api("GET", "/branding/phone/providers").catch(() => "none on a legacy tenant"),
    stack.api("GET", "/actions/actions"),
    stack.api("GET", "/guardian/factors"),
    stack.api("GET", "/guardian/policies"),
  ]);
  const bindings = await stack.api("GET", "/actions/triggers/send-phone-message/bindings");
  return { clients, providers, actions, factors, policies, bindings };
}

/** The writes that decide whether a user is asked for a code and whether one can be sent. */
function mfaWrites(calls: Call[]): string[] {
  return writesIn(calls).filter((call) => !call.includes("/clients"));
}

/**
 * The policy is raised after everything else that affects messages has been written. The provider's later
 * writes change nothing.
 */
function expectPolicyLast(calls: Call[]): void {
  const writes = mfaWrites(calls);
  const raised = writes.indexOf(requirePolicy);
  expect(raised).toBeGreaterThan(0);
  expect(new Set(writes.slice(0, raised))).toEqual(new Set(writes.filter((call) => call !== requirePolicy)));
}

/** When it is lowered, the policy comes first. */
function expectPolicyFirst(calls: Call[]): void {
  expect(mfaWrites(calls)[0]).toBe(requirePolicy);
}

/** Up, no change, refresh, no change, one URL, policy both ways, sender there and back, destroy. */
export async function liveWholeLife({ phoneExperience, sender }: Variant): Promise<void> {
  const stack = await testStack({ phoneExperience, sender });
  const before = await tenantState(stack);
  await stack.calls();

  await stack.up();
  expectPolicyLast(await stack.calls());
  expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
  expect(await stack.outputs()).toMatchObject({
    domain: stack.local.sandbox.describe().auth0.domain,
    clientId: stack.local.sandbox.describe().auth0.spaClientId,
    mfa: { policy: "always", delivery: ["sms"], sender, experience: phoneExperience },
  });

  expect(await stack.preview()).toEqual([]);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);
  expect(writesIn(await stack.calls())).toEqual([]);

  await stack.set({ callbackUrls: ["http://localhost:3000/callback"] });
  expect(await stack.preview()).toEqual([
    { op: "update", resource: "Client spa", properties: ["callbacks[0]"] },
  ]);
  await stack.up();
  expect(await stack.preview()).toEqual([]);

  await stack.set({ mfaPolicy: "never" });
  expect(await stack.preview()).toEqual([{ op: "update", resource: "Guardian mfa", properties: ["policy"] }]);
  await stack.up();
  expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
  await stack.set({ mfaPolicy: "always" });
  await stack.up();
  expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
  expect(await stack.preview()).toEqual([]);

  const other = sender === "twilio" ? "plivo" : "twilio";
  for (const next of [other, sender]) {
    await stack.calls();
    await stack.set({ sender: next });
    await stack.up();
    const calls = (await stack.calls()).map(describeCall);
    expect(calls.filter((call) => call.startsWith("DELETE /branding"))).toEqual([]);
    expect(calls).not.toContain(requirePolicy);
    expect(await senderOf(stack, phoneExperience)).toBe(next);
    expect(await stack.preview()).toEqual([]);
  }

  await stack.calls();
  await stack.destroy();
  expectPolicyFirst(await stack.calls());
  expect(await tenantState(stack)).toEqual(before);
}

async function senderOf(stack: TestStack, experience: "unified" | "legacy"): Promise<string> {
  if (experience === "unified") {
    const { providers } = (await stack.api("GET", "/branding/phone/providers")) as {
      providers: { name: string }[];
    };
    expect(providers).toHaveLength(1);
    return providers[0]?.name === "custom" ? "plivo" : (providers[0]?.name ?? "none");
  }
  const { provider } = (await stack.api("GET", "/guardian/factors/phone/selected-provider")) as {
    provider: string;
  };
  return provider === "phone-message-hook" ? "plivo" : provider;
}
