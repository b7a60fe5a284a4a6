import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Hook } from "./Hook.ts";
import { Refused } from "./TenantCalls.ts";

/**
 * Why something failed and what to do, in whole sentences.
 * @throws every error that is neither the tenant's rejection nor ours
 */
export function reasonOf(error: unknown): string {
  const { why, fix } = partsOf(error);
  return `${why} ${fix}`.trim();
}

/** The same without what to do, for a caller that knows better. */
export const whyOf = (error: unknown): string => partsOf(error).why;

/**
 * "Failed to X: why. What that means. What to do", with one fix: the failure's own, or else that of the step.
 * @throws every error that is neither the tenant's rejection nor ours
 */
export function failureOf({ purpose, consequence, fix = "" }: Omit<Hook, "run">, error: unknown): string {
  const reason = partsOf(error);
  return [`Failed to ${purpose}: ${reason.why}`, consequence, reason.fix || fix].filter(Boolean).join(" ");
}

/** The consequence of a failed reading in a preview, which goes on. */
export const upWouldFail = "pulumi up would fail here.";

function partsOf(error: unknown): { why: string; fix: string } {
  if (error instanceof CallFailure) return { why: error.why, fix: error.fix };
  if (!(error instanceof Refused)) throw error;
  const [, why = error.message, fix = ""] = /^(.*?) (Fix: .*)$/s.exec(error.message) ?? [];
  return { why, fix };
}
