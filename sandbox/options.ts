import type { CallObserver } from "./auth0/edge/conditions.ts";
import type { FaultRule } from "./auth0/edge/faults.ts";
import type { RateLimitPlan } from "./auth0/edge/rateLimit.ts";
import type { PhoneExperience } from "./auth0/state/seed.ts";
import type { TenantState } from "./auth0/state/tenantState.ts";

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  phoneExperience?: PhoneExperience;
  /** Added to each Management API answer. */
  latencyMs?: number;
  rateLimit?: RateLimitPlan;
  faults?: FaultRule[];
  /** Looks at each call, and may let it fail. */
  observer?: CallObserver;
  /** What the tenant remembers from the start, as `save` gave it; its ports are new ones. */
  state?: TenantState;
  /** Keeps the tenant's state from one run to the next; what is in it goes before `state`. */
  stateFile?: string;
  /** scrypt's cost for a password's hash; lower than the default only where nobody attacks. */
  passwordCost?: number;
  /** ISO time at which the tenant's clock starts. */
  clock?: string;
  /** Loopback only: `localhost`, `127.0.0.1` or `::1`. */
  host?: string;
}

/** A fault of the caller's: one line that says what to do, no stack. */
export class SandboxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SandboxError";
  }
}

const loopbackHosts = ["localhost", "127.0.0.1", "::1", "[::1]"];

/** Refuses to listen where other machines could reach it. */
export function checkHost(host: string | undefined): void {
  if (host === undefined || loopbackHosts.includes(host)) return;
  throw new SandboxError(
    `Failed to start the sandbox on ${host}: it listens on this machine's loopback only. Leave the host out, or use localhost.`,
  );
}
