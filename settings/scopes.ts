import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import { senderNames, senders } from "../senders/index.ts";
import type { SenderName } from "../senders/index.ts";
import { isOtherFactor, otherFactorNames } from "../mfa/factors.ts";
import type { Managed, Part } from "../configuration/parts.ts";
import { parts } from "../configuration/parts.ts";

/** The properties of a stack that determine which scopes it needs. */
export interface ScopeNeeds {
  phoneExperience: PhoneExperience;
  sender: SenderName | undefined;
  /** What the stack manages: parts, and other factors. */
  managed: readonly Managed[];
}

const all = ["read", "create", "update", "delete"] as const;
const change = ["read", "update"] as const;
const read = ["read"] as const;
const none = [] as const;

/** Each resource of the Management API, with the scopes that a stack needs for it. */
const resources: readonly { name: string; verbs: (needs: ScopeNeeds) => readonly string[] }[] = [
  // The tester's client is looked up too.
  { name: "clients", verbs: (needs) => (needs.managed.includes("application") ? all : read) },
  { name: "tenant_settings", verbs: () => read },
  // Before a sender is removed, the stack checks whether MFA is still required.
  { name: "guardian_factors", verbs: ofGuardian },
  { name: "mfa_policies", verbs: ofGuardian },
  { name: "phone_providers", verbs: (needs) => ifUnified(needs, "sender") },
  { name: "phone_templates", verbs: (needs) => ifUnified(needs, "messages") },
  // Auth0's provider reads the push notification app if push notifications are on.
  { name: "prompts", verbs: ({ managed }) => (managed.includes("push-notification") ? read : none) },
  { name: "actions", verbs: (needs) => (sendsByAction(needs) ? all : ofLoginFlow(needs)) },
];

function ofGuardian({ managed }: ScopeNeeds): readonly string[] {
  if (managed.includes("factor") || managed.includes("policy") || managed.some(isOtherFactor)) return change;
  return managed.includes("sender") ? read : none;
}

const sendsByAction = ({ sender }: Pick<ScopeNeeds, "sender">): boolean =>
  sender !== undefined && senders[sender].action !== undefined;

/** Before a factor or a sender is removed, the stack checks whether an Action may require MFA. */
const ofLoginFlow = (needs: ScopeNeeds): readonly string[] => (ofGuardian(needs) === none ? none : read);

/**
 * Whether a stack works without a scope and only warns. If its sender is not an Action, the stack only looks
 * at Actions of others.
 */
export const isOptional = (scope: string, needs: Pick<ScopeNeeds, "sender">): boolean =>
  scope === "read:actions" && !sendsByAction(needs);

const ifUnified = ({ phoneExperience, managed }: ScopeNeeds, part: Part): readonly string[] =>
  phoneExperience === "unified" && managed.includes(part) ? all : none;

/** The Management API scopes that `pulumi up` and `pulumi destroy` need for a stack. */
export function deployScopes(needs: ScopeNeeds): string[] {
  return resources.flatMap(({ name, verbs }) => verbs(needs).map((verb) => `${verb}:${name}`));
}

/** The scopes for only reading a stack's tenant. */
export function readScopes(needs: ScopeNeeds): string[] {
  return deployScopes(needs).filter((scope) => scope.startsWith("read:"));
}

/** Every scope that any stack may need. */
export const everyScope: readonly string[] = [
  ...new Set(
    senderNames.flatMap((sender) =>
      deployScopes({ phoneExperience: "unified", sender, managed: [...parts, ...otherFactorNames] }),
    ),
  ),
];
