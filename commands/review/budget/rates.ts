/**
 * A plan's rate limit: a burst of calls, then a number of calls per second
 * [operational-policies/rate-limit-policy].
 */
export interface Rate {
  plan: string;
  burst: number;
  perSecond: number;
}

export const rates = [
  { plan: "free", burst: 2, perSecond: 2 },
  { plan: "essentials", burst: 10, perSecond: 2.5 },
  { plan: "enterprise", burst: 50, perSecond: 16 },
] as const satisfies readonly Rate[];

/** The minimum number of seconds that a number of calls takes, rounded up. */
export const secondsFor = (calls: number, { burst, perSecond }: Rate): number =>
  Math.ceil(Math.max(0, calls - burst) / perSecond);
