import type { LockOutCause } from "../mfa/policy.ts";

/**
 * What the administrator can do about a lockout, which Auth0's page does not say.
 *
 * @param notShown the factors that are on and have no page here
 */
export function explainLockOut(because: LockOutCause, notShown: readonly string[]): string {
  const asked = "The tenant's MFA policy asks for a second factor,";
  return because === "no-factor"
    ? `${asked} and no standalone factor is on, so nobody can sign in. ` +
        "Auth0 accepts such settings. Turn the phone factor on, or set the policy to Never."
    : `${asked} and the factors that are on are not shown here: ${notShown.join(", ")}. Turn the phone factor on.`;
}
