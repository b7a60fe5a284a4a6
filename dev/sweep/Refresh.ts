/** When a stack is refreshed: never, by each run, or by `pulumi refresh` after the run that failed. */
export const refreshes = ["none", "each", "between"] as const;

export type Refresh = (typeof refreshes)[number];
