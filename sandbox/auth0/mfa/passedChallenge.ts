import type { TenantLog } from "../logs/tenantLog.ts";
import { subjectOf } from "./phoneMessage.ts";
import type { SignInContext } from "./phoneMessage.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";
import { addAuthenticator, authenticatorsOf } from "./authenticators.ts";
import type { Challenge } from "./challenges.ts";

/**
 * Applies a correct code. The phone of an enrollment becomes the user's, unless the user has enrolled another
 * one since: somebody who knows only the password must not add a second phone.
 *
 * @returns whether the second factor counts as done
 */
export async function acceptChallenge(
  { tenant, log }: { tenant: Tenant; log: TenantLog },
  passed: Challenge,
  user: UserRecord,
  context: SignInContext,
): Promise<boolean> {
  const isEnrolled = authenticatorsOf(tenant.state, user.user_id).length > 0;
  if (passed.purpose === "enrollment" && isEnrolled) return false;
  log.write("gd_auth_succeed", subjectOf(context, user));
  if (passed.purpose === "enrollment") {
    addAuthenticator(tenant.state, user.user_id, passed, tenant.now());
    log.write("gd_enrollment_complete", subjectOf(context, user));
    await tenant.save();
  }
  return true;
}
