import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { Refused } from "./TenantCalls.ts";

/**
 * Why something failed and what to do, in whole sentences.
 * @throws every error that is neither the tenant's refusal nor ours
 */
export function reasonOf(error: unknown): string {
  if (error instanceof CallFailure) return `${error.why} ${error.remedy}`.trim();
  if (error instanceof Refused) return error.message;
  throw error;
}
