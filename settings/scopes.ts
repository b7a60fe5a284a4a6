import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import { senderNames, senders } from "../senders/index.ts";
import type { SenderName } from "../senders/index.ts";
import { isOtherFactor, otherFactorNames } from "../mfa/factors.ts";
import type { Managed, Part } from "../configuration/parts.ts";
import { parts } from "../configuration/parts.ts";

/** What of a stack decides which scopes it needs. */
export interface ScopeNeeds {
  phoneExperience: PhoneExperience;
  sender: SenderName | undefined;
  /** What the stack manages: parts, and factors beside the phone. */
  managed: readonly Managed[];
}

const all = ["read", "create", "update", "delete"] as const;
const change = ["read", "update"] as const;
const read = ["read"] as const;
const none = [] as const;

/** Each resource of the Management API, and which of its scopes a stack needs. */
const resources: readonly { name: string; verbs: (needs: ScopeNeeds) => readonly string[] }[] = [
  // The tester's client is looked up too.
  { name: "clients", verbs: (needs) => (needs.managed.includes("application") ? all : read) },
  { name: "tenant_settings", verbs: () => read },
  // Before a sender goes, a stack looks whether MFA is still required.
  { name: "guardian_factors", verbs: ofGuardian },
  { name: "mfa_policies", verbs: ofGuardian },
  { name: "phone_providers", verbs: (needs) => ifUnified(needs, "sender") },
  { name: "phone_templates", verbs: (needs) => ifUnified(needs, "messages") },
  // Auth0's provider reads the app that shows push notifications, where they are on.
  { name: "prompts", verbs: ({ managed }) => (managed.includes("push-notification") ? read : none) },
  { name: "actions", verbs: (needs) => (sendsByAction(needs) ? all : ofLoginFlow(needs)) },
];

function ofGuardian({ managed }: ScopeNeeds): readonly string[] {
  if (managed.includes("factor") || managed.includes("policy") || managed.some(isOtherFactor)) return change;
  return managed.includes("sender") ? read : none;
}

const sendsByAction = ({ sender }: Pick<ScopeNeeds, "sender">): boolean =>
  sender !== undefined && senders[sender].action !== undefined;

/** Before a factor or a sender goes, a stack looks whether an Action may require MFA. */
const ofLoginFlow = (needs: ScopeNeeds): readonly string[] => (ofGuardian(needs) === none ? none : read);

/** Whether a stack works without a scope, and warns: one that sends by no Action only looks at those of others. */
export const isOptional = (scope: string, needs: Pick<ScopeNeeds, "sender">): boolean =>
  scope === "read:actions" && !sendsByAction(needs);

const ifUnified = ({ phoneExperience, managed }: ScopeNeeds, part: Part): readonly string[] =>
  phoneExperience === "unified" && managed.includes(part) ? all : none;

/** The Management API scopes that `pulumi up` and `destroy` of a stack need. */
export function deployScopes(needs: ScopeNeeds): string[] {
  return resources.flatMap(({ name, verbs }) => verbs(needs).map((verb) => `${verb}:${name}`));
}

/** The scopes that only reading a stack's tenant needs. */
export function readScopes(needs: ScopeNeeds): string[] {
  return deployScopes(needs).filter((scope) => scope.startsWith("read:"));
}

/** Every scope that some stack needs. */
export const everyScope: readonly string[] = [
  ...new Set(
    senderNames.flatMap((sender) =>
      deployScopes({ phoneExperience: "unified", sender, managed: [...parts, ...otherFactorNames] }),
    ),
  ),
];
