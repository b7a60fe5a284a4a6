/** When a stack is refreshed: never, in each run, or with `pulumi refresh` after the failed run. */
export const refreshes = ["none", "each", "between"] as const;

export type Refresh = (typeof refreshes)[number];
