import type { Step } from "./Preview.ts";

/** A value that the state keeps for the program. It represents nothing on a tenant. */
export const isStash = ({ type }: Pick<Step, "type">): boolean => type === "pulumi:index:Stash";

/** What the program's components store about their tenant, by the last part of the names. */
const own = [/^tenant$/, /^sender-credentials$/, /-registration$/];

/**
 * Whether a step concerns a value that the stack stores about its tenant. To a reader, it belongs to the
 * resource that it goes with.
 */
export const isOwnStash = (step: Pick<Step, "type" | "name">): boolean =>
  isStash(step) && own.some((pattern) => pattern.test(step.name));
