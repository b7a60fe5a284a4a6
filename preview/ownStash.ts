import type { Step } from "./Preview.ts";

/** A value that the state keeps for the program: it stands for nothing in a tenant. */
export const isStash = ({ type }: Pick<Step, "type">): boolean => type === "pulumi:index:Stash";

/** What the program's own components remember of their tenant, by the ends of their names. */
const own = [/^tenant$/, /^sender-credentials$/, /-registration$/];

/**
 * Whether a step is of what the stack remembers of its tenant. To a reader it is part of what it stands
 * beside.
 */
export const isOwnStash = (step: Pick<Step, "type" | "name">): boolean =>
  isStash(step) && own.some((pattern) => pattern.test(step.name));
