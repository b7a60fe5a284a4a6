import type { CallObserver } from "./auth0/edge/conditions.ts";
import type { FaultRule } from "./auth0/edge/faults.ts";
import type { RateLimitPlan } from "./auth0/edge/rateLimit.ts";
import type { PhoneExperience } from "./auth0/state/seed.ts";
import type { SigningKey, TenantState } from "./auth0/state/tenantState.ts";

export interface SandboxOptions {
  /** 0, the default, means any free port. */
  port?: number;
  phoneExperience?: PhoneExperience;
  /** Delays each Management API response. */
  latencyMs?: number;
  rateLimit?: RateLimitPlan;
  faults?: FaultRule[];
  /** Observes each call, and may make it fail. */
  observer?: CallObserver;
  /** The tenant's initial state, from `save`; its ports are new. */
  state?: TenantState;
  /** Stores the tenant's state from one run to the next; its content takes precedence over `state`. */
  stateFile?: string;
  /** scrypt's cost for a password hash; set it lower than the default only for tests. */
  passwordCost?: number;
  /** Signs tokens in place of a new key, which takes time to generate; only for tests. */
  signingKey?: SigningKey;
  /** ISO time at which the tenant's clock starts. */
  clock?: string;
  /** Loopback only: `localhost`, `127.0.0.1` or `::1`. */
  host?: string;
}

/** The caller's mistake: one line that says what to do, without a stack trace. */
export class SandboxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SandboxError";
  }
}

const loopbackHosts = ["localhost", "127.0.0.1", "::1", "[::1]"];

/** Rejects an address that other machines could reach. */
export function checkHost(host: string | undefined): void {
  if (host === undefined || loopbackHosts.includes(host)) return;
  throw new SandboxError(
    `Failed to start the local tenant on ${host}: it listens on this machine's loopback only. Leave the host out, or use localhost.`,
  );
}
