import type { TenantLog } from "../logs/tenantLog.ts";
import { subjectOf } from "./phoneMessage.ts";
import type { SignInContext } from "./phoneMessage.ts";
import type { UserRecord } from "../state/tenantState.ts";
import type { Tenant } from "../tenant.ts";
import { addAuthenticator, authenticatorsOf } from "./authenticators.ts";
import type { Challenge } from "./challenges.ts";

/**
 * What a right code is worth. The phone of an enrollment becomes the user's, unless the user got one
 * meanwhile: who began to enroll with the password alone must not add a phone beside it.
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
