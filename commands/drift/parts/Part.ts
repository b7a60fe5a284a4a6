import type { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import type { Declared } from "../Declared.ts";

/**
 * One part of what a stack declares: what to read from the tenant, and how to compare it. It is compared only
 * if the stack manages it.
 */
export interface Part<Found> {
  read: (api: ManagementApi, declared: Declared) => Promise<Found>;
  /** Pure. `clockSkew`: how far the tenant's clock is ahead of this machine's, in milliseconds. */
  compare: (declared: Declared, found: Found, clockSkew?: number) => Comparison[];
}
