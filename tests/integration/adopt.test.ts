import { describe, expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../sandbox/index.ts";
import type { TestStack } from "../support/engine.ts";
import { testStack, writesIn } from "../support/engine.ts";
import type { ExistingTenant } from "../support/existingTenant.ts";
import { setUpExisting } from "../support/existingTenant.ts";
import { runCli } from "../support/runCli.ts";

const guide: ExistingTenant = {
  experience: "unified",
  sender: "twilio",
  application: "as in the guide",
  policy: "always",
  delivery: ["sms"],
  factor: true,
  messages: "Auth0's own",
  crowded: false,
};

/** What is different from the guide's tenant, and which parts the stack then manages. */
const tenants: [name: string, changes: Partial<ExistingTenant>, managed: string][] = [
  ["the Twilio guide's, unified", {}, "application, sender, messages, factor, policy"],
  ["the same, crowded", { crowded: true }, "application, sender, messages, factor, policy"],
  ["the Twilio guide's, legacy", { experience: "legacy" }, "application, sender, messages, factor, policy"],
  [
    "legacy, crowded, texts of its own, a Messaging Service",
    { experience: "legacy", crowded: true, sender: "twilio service", messages: "of the tenant" },
    "application, sender, messages, factor, policy",
  ],
  [
    "a Messaging Service, texts of its own",
    { sender: "twilio service", messages: "of the tenant" },
    "application, sender, messages, factor, policy",
  ],
  [
    "SMS and voice, Adaptive",
    { delivery: ["sms", "voice"], policy: "adaptive" },
    "application, sender, messages, factor, policy",
  ],
  [
    "legacy, SMS and voice, Adaptive",
    { experience: "legacy", delivery: ["sms", "voice"], policy: "adaptive" },
    "application, sender, messages, factor, policy",
  ],
  ["this project's Plivo Action", { sender: "ours" }, "application, sender, messages, factor, policy"],
  [
    "this project's Plivo Action, legacy and crowded",
    { sender: "ours", experience: "legacy", crowded: true },
    "application, sender, messages, factor, policy",
  ],
  ["somebody's Plivo Action", { sender: "foreign", crowded: true }, "application, messages, factor, policy"],
  ["somebody's Plivo Action, legacy", { sender: "foreign", experience: "legacy" }, "application, policy"],
  [
    "somebody's Plivo Action, legacy, Never, no application",
    { sender: "foreign", experience: "legacy", policy: "never", application: "none", crowded: true },
    "policy",
  ],
  [
    "an application of its own kind",
    { application: "of its own kind", crowded: true },
    "application, sender, messages, factor, policy",
  ],
  [
    "an application of its own kind, legacy",
    { application: "of its own kind", experience: "legacy" },
    "application, sender, messages, factor, policy",
  ],
  [
    "an application with URLs that are refused",
    { application: "with a URL that is refused" },
    "application, sender, messages, factor, policy",
  ],
  ["no application", { application: "none", crowded: true }, "sender, messages, factor, policy"],
  [
    "nothing but a SPA",
    { sender: "none", factor: false, policy: "never", messages: "none" },
    "application, policy",
  ],
  [
    "nothing at all",
    { application: "none", sender: "none", factor: false, policy: "never", messages: "none" },
    "policy",
  ],
  [
    "locked out: Always, and no phone factor",
    { factor: false, crowded: true },
    "application, sender, messages",
  ],
  [
    "no templates, Never, the factor off",
    { messages: "none", policy: "never", factor: false },
    "application, sender, policy",
  ],
  ["a text without the code", { messages: "without the code" }, "application, sender, factor, policy"],
  [
    "a text without the code, legacy",
    { messages: "without the code", experience: "legacy", crowded: true },
    "application, policy",
  ],
];

/** A stack that knows the tenant's credentials and nothing else of it; the tenant was set up by hand. */
async function stackOn(tenant: ExistingTenant): Promise<TestStack> {
  const { experience } = tenant;
  const sandbox = await startSandbox({ phoneExperience: experience });
  onTestFinished(() => sandbox.stop());
  const stack = await testStack({ phoneExperience: experience, tenant: sandbox });
  await setUpExisting((...call) => stack.api(...call), tenant, sandbox.describe());
  await stack.calls();
  return stack;
}

const state = (stack: TestStack) => stack.sandbox("GET", "/state");

describe("after adopt the preview shows no change", () => {
  test.each(tenants)("%s", async (_name, changes, managed) => {
    const stack = await stackOn({ ...guide, ...changes });
    const before = JSON.stringify(await state(stack));

    const { code, text } = await runCli(stack.local, "adopt", ["--stack", "dev", "--yes"]);

    expect(code, text).toBe(0);
    expect(text).toContain(`Adopted: stack "dev" manages ${managed}.`);
    expect(await stack.preview()).toEqual([]);
    expect(writesIn(await stack.calls())).toEqual([]);
    expect(JSON.stringify(await state(stack))).toBe(before);

    // What is the stack's may go on destroy; what is not stays to the letter.
    await stack.set({ protect: false });
    await stack.up();
    expect(JSON.stringify(await state(stack))).toBe(before);
    await stack.destroy();
    expect(foreignPart(await state(stack), managed)).toEqual(foreignPart(JSON.parse(before), managed));
  });
});

interface State {
  guardian: { policies: unknown; factors: Record<string, boolean> };
  actions: { name: string }[];
  bindings: Record<string, { action_id: string; display_name: string }[]>;
  phoneProviders: unknown[];
  phoneTemplates: { type: string }[];
}

/** The tenant's state without what a stack that manages these parts takes away on destroy. */
function foreignPart(found: unknown, managed: string): unknown {
  const tenant = structuredClone(found) as State;
  const parts = managed.split(", ");
  if (parts.includes("policy") || parts.includes("factor")) tenant.guardian.policies = "the stack's";
  if (parts.includes("factor")) tenant.guardian.factors["sms"] = false;
  if (parts.includes("messages"))
    tenant.phoneTemplates = tenant.phoneTemplates.filter(({ type }) => !type.startsWith("otp_"));
  if (parts.includes("sender")) {
    tenant.phoneProviders = [];
    tenant.actions = tenant.actions.filter(({ name }) => !name.startsWith("Send phone messages with Plivo"));
    const kept = tenant.actions.map((action) => (action as unknown as { id: string }).id);
    // Auth0's provider writes the whole list to take one out of it: those that stay are bound anew.
    for (const [trigger, list] of Object.entries(tenant.bindings))
      tenant.bindings[trigger] = list
        .filter(({ action_id }) => kept.includes(action_id))
        .map(({ action_id, display_name }) => ({ action_id, display_name }));
  }
  return tenant;
}
