import { expect } from "vitest";
import { runCli } from "../support/stack/runCli.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";
import type { ExistingTenant } from "../support/tenant/existingTenant.ts";
import { guide, setUpExisting } from "../support/tenant/existingTenant.ts";
import type { Case } from "./cases.ts";

/** A tenant that was set up by hand. */
interface AdoptedTenant extends Case {
  /** The differences from the guide's tenant. */
  changes: Partial<ExistingTenant>;
  /** Which parts the stack then manages. */
  manages: string;
}

export const adoptedTenants: readonly AdoptedTenant[] = [
  {
    name: "the Twilio guide's, unified",
    changes: {},
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "the same, crowded",
    standsFor: "a tenant with everything, and other things beside it",
    changes: { crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "the Twilio guide's, legacy",
    changes: { experience: "legacy" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "legacy, crowded, texts of its own, a Messaging Service",
    changes: { experience: "legacy", crowded: true, sender: "twilio service", messages: "of the tenant" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "a Messaging Service, texts of its own",
    changes: { sender: "twilio service", messages: "of the tenant" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "SMS and voice, Adaptive",
    changes: { delivery: ["sms", "voice"], policy: "adaptive" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "legacy, SMS and voice, Adaptive",
    changes: { experience: "legacy", delivery: ["sms", "voice"], policy: "adaptive" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "this project's Plivo Action",
    changes: { sender: "ours" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "this project's Plivo Action, legacy and crowded",
    standsFor: "a legacy tenant",
    changes: { sender: "ours", experience: "legacy", crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "somebody's Plivo Action",
    standsFor: "a sender that no stack can declare",
    changes: { sender: "foreign", crowded: true },
    manages: "application, messages, factor, policy",
  },
  {
    name: "somebody's Plivo Action, legacy",
    changes: { sender: "foreign", experience: "legacy" },
    manages: "application, policy",
  },
  {
    name: "somebody's Plivo Action, legacy, Never, no application",
    changes: { sender: "foreign", experience: "legacy", policy: "never", application: "none", crowded: true },
    manages: "policy",
  },
  {
    name: "an application of its own kind",
    changes: { application: "of its own kind", crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "an application of its own kind, legacy",
    changes: { application: "of its own kind", experience: "legacy" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "an application with URLs that are refused",
    changes: { application: "with a URL that is refused" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "no application",
    changes: { application: "none", crowded: true },
    manages: "sender, messages, factor, policy",
  },
  {
    name: "nothing but a SPA",
    changes: { sender: "none", factor: false, policy: "never", messages: "none" },
    manages: "application, policy",
  },
  {
    name: "nothing at all",
    changes: { application: "none", sender: "none", factor: false, policy: "never", messages: "none" },
    manages: "policy",
  },
  {
    name: "locked out: Always, and no phone factor",
    changes: { factor: false, crowded: true },
    manages: "application, sender, messages",
  },
  {
    name: "no templates, Never, the factor off",
    changes: { messages: "none", policy: "never", factor: false },
    manages: "application, sender, policy",
  },
  {
    name: "a text without the code",
    changes: { messages: "without the code" },
    manages: "application, sender, factor, policy",
  },
  {
    name: "a text without the code, legacy",
    changes: { messages: "without the code", experience: "legacy", crowded: true },
    manages: "application, policy",
  },
  {
    name: "three applications",
    changes: { application: "three of them" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "three applications, other factors",
    standsFor: "several applications and other factors",
    changes: { application: "three of them", crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "three applications, legacy",
    changes: { application: "three of them", experience: "legacy" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "three applications, other factors, Plivo, legacy",
    changes: { application: "three of them", experience: "legacy", sender: "ours", crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "an Action that asks for MFA",
    changes: { mfaAction: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "an Action that asks for MFA, Never, other factors",
    standsFor: "MFA that an Action asks for",
    changes: { mfaAction: true, policy: "never", crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "an Action that asks for MFA, legacy, other factors",
    changes: { mfaAction: true, experience: "legacy", crowded: true },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "an Action that asks for MFA, three applications",
    changes: { mfaAction: true, application: "three of them" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "all of these",
    changes: { mfaAction: true, application: "three of them", crowded: true, sender: "ours" },
    manages: "application, sender, messages, factor, policy",
  },
  {
    name: "all of these, legacy",
    changes: { mfaAction: true, application: "three of them", crowded: true, experience: "legacy" },
    manages: "application, sender, messages, factor, policy",
  },
];

/**
 * Adopts a tenant: the next preview shows no change, no write reaches the tenant, and a destroy removes only
 * what belongs to the stack.
 */
export async function adoptTenant({ changes, manages }: AdoptedTenant): Promise<void> {
  const stack = await stackOn({ ...guide, ...changes });
  const before = JSON.stringify(await state(stack));

  const meant = await clientIdsOf(stack);
  const { code, text } = await runCli(stack.local, "adopt", [
    "--stack",
    "dev",
    "--yes",
    ...(meant.length > 1 ? meant.flatMap((id) => ["--client-id", id]) : []),
  ]);

  expect(code, text).toBe(0);
  if (changes.mfaAction) expect(text).toContain("Action Ask for MFA: in the login flow, and may require MFA");
  expect(text).toContain(`Adopted: stack "dev" manages ${manages}.`);
  expect(rulesIn(text)).toEqual(hasWildcard(changes) ? ["no-wildcards"] : []);
  expect(await stack.preview()).toEqual([]);
  expect(writesIn(await stack.calls())).toEqual([]);
  expect(JSON.stringify(await state(stack))).toBe(before);

  // A destroy may remove what belongs to the stack; everything else stays unchanged.
  await stack.set({ protect: false, ...(changes.mfaAction && { actionsWithoutMfa: ["Ask for MFA"] }) });
  await stack.up();
  expect(JSON.stringify(await state(stack))).toBe(before);
  await stack.destroy();
  expect(foreignPart(await state(stack), manages)).toEqual(foreignPart(JSON.parse(before), manages));
}

/** The rules of the policy pack that the command names. */
function rulesIn(text: string): string[] {
  const [, against = ""] = text.split("The policy pack rejects what the tenant has.");
  return [...against.matchAll(/^ {2}([a-z-]+): /gm)].map(([, rule = ""]) => rule);
}

/** Whether a logout URL of the application has one. */
const hasWildcard = ({ application }: Partial<ExistingTenant>): boolean =>
  application === "of its own kind" || application === "three of them";

/** The single-page applications that the tenant has. */
async function clientIdsOf(stack: TestStack): Promise<string[]> {
  const clients = (await stack.api("GET", "/clients")) as { client_id: string; app_type?: string }[];
  await stack.calls();
  return clients.filter(({ app_type: type }) => type === "spa").map(({ client_id: id }) => id);
}

/** A stack that knows the tenant's credentials and nothing else of it; the tenant was set up by hand. */
async function stackOn(tenant: ExistingTenant): Promise<TestStack> {
  const stack = await testStack({ phoneExperience: tenant.experience });
  await setUpExisting((...call) => stack.api(...call), tenant, stack.local.sandbox.describe());
  await stack.calls();
  return stack;
}

const state = (stack: TestStack) => stack.sandbox("GET", "/state");

interface State {
  guardian: { policies: unknown; factors: Record<string, boolean> };
  actions: { name: string }[];
  bindings: Record<string, { action_id: string; display_name: string }[]>;
  phoneProviders: unknown[];
  phoneTemplates: { type: string }[];
}

/** The tenant's state without what a stack that manages these parts removes on destroy. */
function foreignPart(found: unknown, manages: string): unknown {
  const tenant = structuredClone(found) as State;
  const parts = manages.split(", ");
  if (parts.includes("policy") || parts.includes("factor")) tenant.guardian.policies = "the stack's";
  if (parts.includes("factor"))
    for (const name of ["sms", "otp", "webauthn-roaming", "recovery-code"])
      tenant.guardian.factors[name] = false;
  if (parts.includes("messages"))
    tenant.phoneTemplates = tenant.phoneTemplates.filter(({ type }) => !type.startsWith("otp_"));
  if (parts.includes("sender")) {
    tenant.phoneProviders = [];
    tenant.actions = tenant.actions.filter(({ name }) => !name.startsWith("Send phone messages with Plivo"));
    const kept = tenant.actions.map((action) => (action as unknown as { id: string }).id);
    // To remove one binding, Auth0's provider writes the whole list: the others are bound again.
    for (const [trigger, list] of Object.entries(tenant.bindings))
      tenant.bindings[trigger] = list
        .filter(({ action_id }) => kept.includes(action_id))
        .map(({ action_id, display_name }) => ({ action_id, display_name }));
  }
  return tenant;
}
