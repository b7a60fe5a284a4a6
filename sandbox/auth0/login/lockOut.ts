import type { LockOutCause } from "../mfa/policy.ts";

/**
 * What the person who runs the tenant can do about a lock-out, which Auth0's page does not say.
 *
 * @param notShown the factors that are on and have no page here
 */
export function explainLockOut(because: LockOutCause, notShown: readonly string[]): string {
  const asked = "The tenant's MFA policy asks for a second factor,";
  return because === "no-factor"
    ? `${asked} and no factor is on that users can sign in with alone: nobody can sign in. ` +
        "Auth0 accepts such settings. Turn the phone factor on, or set the policy to Never."
    : `${asked} and the factors that are on are not shown here: ${notShown.join(", ")}. Turn the phone factor on.`;
}
