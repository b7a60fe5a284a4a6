import { removals } from "../configuration/parts.ts";
import type { Part, Removal } from "../configuration/parts.ts";
import type { Step } from "./Preview.ts";

/**
 * What takes a resource back that the stack lets go of: nothing if its part is not managed any more, and so
 * is handed over.
 */
export const removalsOf = ({ op, before, managed }: Pick<Step, "op" | "before" | "managed">): Removal[] =>
  op === "delete" ? (before?.removals ?? []).filter((name) => managed.includes(removals[name])) : [];

/** Whether the stack lets go of a resource and leaves it as it is. */
export const isReleased = (step: Pick<Step, "op" | "before" | "managed">): boolean =>
  step.op === "delete" &&
  step.before?.retainOnDelete === true &&
  !step.before.protect &&
  removalsOf(step).length === 0;

/** Whether the stack takes one part back of what it lets go of. */
export const isTakenBack = (step: Pick<Step, "op" | "before" | "managed">, part: Part): boolean =>
  removalsOf(step).some((name) => removals[name] === part);
