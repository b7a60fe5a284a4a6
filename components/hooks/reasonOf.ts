import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { Refused } from "./TenantCalls.ts";

/**
 * Why something could not be done, and what to do: whole sentences.
 *
 * @throws what is neither the tenant's refusal nor ours
 */
export function reasonOf(error: unknown): string {
  if (error instanceof CallFailure) return `${error.why} ${error.remedy}`.trim();
  if (error instanceof Refused) return error.message;
  throw error;
}
