import { guardianProperties, otherFactorNames } from "../mfa/factors.ts";
import { isTakenBackBy } from "../configuration/parts.ts";
import type { Removal } from "../configuration/parts.ts";
import type { State, Step } from "./Preview.ts";

/**
 * The hook that removes a resource that the stack no longer declares. There is none if its part is no longer
 * managed, because the resource then stays on the tenant. For a protected resource: the hook that would
 * remove it without `protect`.
 */
export const removalsOf = ({
  op,
  before,
  kind,
  managed,
}: Pick<Step, "op" | "before" | "kind" | "managed">): Removal[] =>
  op === "delete" && before !== undefined
    ? (before.protect ? withoutProtect(kind, before) : before.removals).filter((name) =>
        isTakenBackBy(name, managed),
      )
    : [];

/**
 * The removals that a resource would have if it were not protected: for a protected resource, a hook that
 * rejects takes their place (components/Auth0Tenant.ts).
 */
function withoutProtect(kind: string, state: State): Removal[] {
  const owns = (setting: string) => !state.ignoreChanges.includes(setting);
  switch (kind) {
    case "Client":
      return isAdopted(state) ? [] : ["client-removal"];
    case "PhoneProvider":
      return ["sender-removal"];
    case "PhoneNotificationTemplate":
      return ["template-removal"];
    case "Guardian":
      return [
        ...(owns("policy") ? (["policy-removal"] as const) : []),
        ...(owns("phone") ? (["factor-removal"] as const) : []),
        ...(otherFactorNames.some((factor) => owns(guardianProperties[factor].property))
          ? (["other-factors-removal"] as const)
          : []),
      ];
    default:
      return [];
  }
}

/**
 * Whether an application was registered elsewhere: the stack ignores most of its settings, and never deletes
 * it.
 */
export const isAdopted = ({ ignoreChanges, removals }: Pick<State, "ignoreChanges" | "removals">): boolean =>
  ignoreChanges.length > 0 && !removals.includes("client-removal");

/** Whether the stack stops managing a resource and leaves it unchanged. */
export const isReleased = (step: Pick<Step, "op" | "before" | "kind" | "managed">): boolean =>
  step.op === "delete" && step.before?.retainOnDelete === true && removalsOf(step).length === 0;

/** Whether a hook removes something that the stack no longer declares. */
export const isTakenBack = (
  step: Pick<Step, "op" | "before" | "kind" | "managed">,
  removal: Removal,
): boolean => removalsOf(step).includes(removal);
