import type { DeployedStack } from "../deployedStack.ts";

export type Work = (stack: DeployedStack) => Promise<unknown>;

/** A change that somebody makes in the dashboard, how it is undone, and what drift must report. */
export interface Change {
  name: string;
  change: Work;
  revert: Work;
  finds: Record<string, RegExp>;
}

/** A change of one property of a resource, by PATCH or PUT. */
export function property(
  name: string,
  path: (stack: DeployedStack) => string | Promise<string>,
  after: (stack: DeployedStack) => object,
  before: (stack: DeployedStack) => object,
  finds: Record<string, RegExp>,
  method: "PATCH" | "PUT" = "PATCH",
): Change {
  return {
    name,
    change: async (stack) => stack.api(method, await path(stack), after(stack)),
    revert: async (stack) => stack.api(method, await path(stack), before(stack)),
    finds,
  };
}
