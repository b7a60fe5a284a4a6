import type { PhoneExperience } from "../components/terms.ts";

/** What of a stack decides which scopes it needs. */
export interface World {
  phoneExperience: PhoneExperience;
  sender: "twilio" | "plivo";
}

const all = ["read", "create", "update", "delete"] as const;

/** What each resource of the Management API is needed for, which of its scopes, and in which worlds. */
const resources: readonly {
  name: string;
  verbs: readonly string[];
  isNeeded: (world: World) => boolean;
}[] = [
  { name: "clients", verbs: all, isNeeded: () => true },
  { name: "tenant_settings", verbs: ["read"], isNeeded: () => true },
  { name: "guardian_factors", verbs: ["read", "update"], isNeeded: () => true },
  { name: "mfa_policies", verbs: ["read", "update"], isNeeded: () => true },
  { name: "phone_providers", verbs: all, isNeeded: ({ phoneExperience }) => phoneExperience === "unified" },
  { name: "phone_templates", verbs: all, isNeeded: ({ phoneExperience }) => phoneExperience === "unified" },
  { name: "actions", verbs: all, isNeeded: ({ sender }) => sender === "plivo" },
];

/** The Management API scopes that `pulumi up` and `destroy` of a stack need. */
export function deployScopes(world: World): string[] {
  return resources
    .filter(({ isNeeded }) => isNeeded(world))
    .flatMap(({ name, verbs }) => verbs.map((verb) => `${verb}:${name}`));
}

/** The scopes that only reading a stack's tenant needs. */
export function readScopes(world: World): string[] {
  return deployScopes(world).filter((scope) => scope.startsWith("read:"));
}

/** Every scope that some stack needs. */
export const everyScope: readonly string[] = resources.flatMap(({ name, verbs }) =>
  verbs.map((verb) => `${verb}:${name}`),
);
