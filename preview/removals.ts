import { isTakenBackBy } from "../configuration/parts.ts";
import type { Removal } from "../configuration/parts.ts";
import type { Step } from "./Preview.ts";

/**
 * What takes a resource back that the stack lets go of: nothing if its part is not managed any more, and so
 * is handed over.
 */
export const removalsOf = ({ op, before, managed }: Pick<Step, "op" | "before" | "managed">): Removal[] =>
  op === "delete" ? (before?.removals ?? []).filter((name) => isTakenBackBy(name, managed)) : [];

/** Whether the stack lets go of a resource and leaves it as it is. */
export const isReleased = (step: Pick<Step, "op" | "before" | "managed">): boolean =>
  step.op === "delete" &&
  step.before?.retainOnDelete === true &&
  !step.before.protect &&
  removalsOf(step).length === 0;

/** Whether a hook takes back something of what the stack lets go of. */
export const isTakenBack = (step: Pick<Step, "op" | "before" | "managed">, removal: Removal): boolean =>
  removalsOf(step).includes(removal);
