import { guardianProperties, otherFactorNames } from "../mfa/factors.ts";
import { isTakenBackBy } from "../configuration/parts.ts";
import type { Removal } from "../configuration/parts.ts";
import type { State, Step } from "./Preview.ts";

/**
 * What takes a resource back that the stack lets go of: nothing if its part is not managed any more, and so
 * is handed over. Of a protected one, what would do so without `protect`.
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
 * The removals that a resource would have if it were not protected: a hook that refuses is in their place
 * (components/Auth0Tenant.ts).
 */
function withoutProtect(kind: string, { ignoreChanges }: State): Removal[] {
  const owns = (setting: string) => !ignoreChanges.includes(setting);
  switch (kind) {
    case "Client":
      // One that was registered elsewhere is let go of; the stack ignores most of its settings.
      return ignoreChanges.length === 0 ? ["client-removal"] : [];
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

/** Whether the stack lets go of a resource and leaves it as it is. */
export const isReleased = (step: Pick<Step, "op" | "before" | "kind" | "managed">): boolean =>
  step.op === "delete" && step.before?.retainOnDelete === true && removalsOf(step).length === 0;

/** Whether a hook takes back something of what the stack lets go of. */
export const isTakenBack = (
  step: Pick<Step, "op" | "before" | "kind" | "managed">,
  removal: Removal,
): boolean => removalsOf(step).includes(removal);
