export const rateLimitPlans = ["none", "free", "essentials", "enterprise"] as const;
export type RateLimitPlan = (typeof rateLimitPlans)[number];

interface Bucket {
  burst: number;
  perSecond: number;
}

/**
 * Burst and sustained rates by plan [troubleshoot/customer-support/operational-policies/rate-limit-policy].
 */
const buckets: Record<Exclude<RateLimitPlan, "none">, Record<string, Bucket>> = {
  free: { global: { burst: 2, perSecond: 2 } },
  essentials: {
    global: { burst: 10, perSecond: 150 / 60 },
    readClients: { burst: 5, perSecond: 100 / 60 },
    readConnections: { burst: 5, perSecond: 50 / 60 },
  },
  enterprise: { global: { burst: 50, perSecond: 16 } },
};

export interface RateLimitVerdict {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** The Unix time in seconds at which a call is possible again, never in the past. */
  reset: number;
}

export interface RateLimitClock {
  /** Monotonic milliseconds: the limit must not depend on the tenant's clock. */
  monotonic: () => number;
  /** Wall-clock milliseconds, for the reset header that clients compare with their own. */
  wall: () => number;
}

const realClock: RateLimitClock = { monotonic: () => performance.now(), wall: () => Date.now() };

/** Token buckets of a plan. */
export class RateLimit {
  readonly #buckets: Record<string, Bucket>;
  readonly #clock: RateLimitClock;
  readonly #levels = new Map<string, { tokens: number; at: number }>();

  constructor(plan: Exclude<RateLimitPlan, "none">, clock: RateLimitClock = realClock) {
    this.#buckets = buckets[plan];
    this.#clock = clock;
  }

  /** Takes one token for the call, if one is left. */
  take(method: string, path: string): RateLimitVerdict {
    const name = this.#bucketName(method, path);
    const bucket = this.#buckets[name] ?? { burst: 1, perSecond: 1 };
    const now = this.#clock.monotonic();
    const level = this.#levels.get(name) ?? { tokens: bucket.burst, at: now };
    const tokens = Math.min(bucket.burst, level.tokens + ((now - level.at) / 1000) * bucket.perSecond);
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    this.#levels.set(name, { tokens: left, at: now });
    const wait = left >= 1 ? 0 : ((1 - left) / bucket.perSecond) * 1000;
    const reset = Math.floor((this.#clock.wall() + wait) / 1000) + 1;
    return { allowed, limit: bucket.burst, remaining: Math.floor(left), reset };
  }

  #bucketName(method: string, path: string): string {
    if (method !== "GET") return "global";
    if (path.startsWith("/api/v2/clients") && "readClients" in this.#buckets) return "readClients";
    if (path.startsWith("/api/v2/connections") && "readConnections" in this.#buckets)
      return "readConnections";
    return "global";
  }
}
