import type { Step } from "./Preview.ts";
import { inUsualOrder } from "./usualOrder.ts";

/** What becomes of a resource. */
export type Fate = "created" | "updated" | "replaced" | "deleted" | "kept" | "ignored" | "unknown";

/** The engine's operations. The parts of a replacement are described once, by its `replace`. */
const fates = new Map<string, Fate>(
  Object.entries({
    create: "created",
    import: "created",
    update: "updated",
    replace: "replaced",
    "import-replacement": "replaced",
    delete: "deleted",
    same: "kept",
    read: "ignored",
    "read-replacement": "ignored",
    refresh: "ignored",
    discard: "ignored",
    "read-discard": "ignored",
    "create-replacement": "replaced",
    "delete-replaced": "ignored",
    "discard-replaced": "ignored",
    "remove-pending-replace": "ignored",
  }),
);

export const fateOf = ({ op }: Pick<Step, "op">): Fate => fates.get(op) ?? "unknown";

/**
 * Whether the step concerns something on the tenant or in an account, and not one of Pulumi's own groupings.
 */
function isLive({ before, after }: Step): boolean {
  const state = after ?? before;
  return state === undefined || (state.custom && !state.external);
}

/** The steps for what the stack has or will have, each resource once, in the usual order. */
export function ownSteps(steps: readonly Step[]): Step[] {
  const byUrn = new Map<string, Step>();
  for (const step of steps.filter((one) => fateOf(one) !== "ignored" && isLive(one))) {
    const other = byUrn.get(step.urn);
    if (other === undefined || step.op === "replace") byUrn.set(step.urn, step);
  }
  return inUsualOrder([...byUrn.values()]);
}
