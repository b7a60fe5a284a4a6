import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { authenticatorsOf } from "./authenticators.ts";
import type { Channel } from "./authenticators.ts";
import type { BrowserStanding } from "./browsers.ts";

/** Why MFA is impossible although it is required: no sufficient factor is on, or none that is emulated. */
export type LockOutCause = "no-factor" | "not-emulated";

/** Why no second factor is required, or which one is. */
export type MfaDecision =
  | { kind: "not-required"; because: "policy-never" | "remembered" | "known-device" }
  | { kind: "enroll" }
  | { kind: "challenge" }
  /** MFA is required, but no factor that the user could use is on: the lockout. */
  | { kind: "impossible"; because: LockOutCause };

/** Standalone factors [secure/multi-factor-authentication/enable-mfa]. */
const independentFactors = ["sms", "push-notification", "otp", "duo", "webauthn-roaming"];

/** What the tenant's policy and factors require from a user who gave the correct password in this browser. */
export function decideMfa(state: TenantState, user: UserRecord, browser: BrowserStanding): MfaDecision {
  const waived = waiver(state.guardian.policies, browser);
  if (waived !== undefined) return { kind: "not-required", because: waived };
  if (state.guardian.factors["sms"] === true) {
    return { kind: authenticatorsOf(state, user.user_id).length > 0 ? "challenge" : "enroll" };
  }
  const isOtherOn = independentFactors.some((name) => state.guardian.factors[name] === true);
  return { kind: "impossible", because: isOtherOn ? "not-emulated" : "no-factor" };
}

function waiver(
  policies: readonly string[],
  browser: BrowserStanding,
): "policy-never" | "remembered" | "known-device" | undefined {
  if (policies.length === 0) return "policy-never";
  if (policies.includes("all-applications")) return browser.remembered ? "remembered" : undefined;
  // Only Adaptive MFA's new device assessment is emulated; its risk score ignores "remember this device"
  // [secure/multi-factor-authentication/adaptive-mfa].
  return browser.known ? "known-device" : undefined;
}

/** The tenant's delivery methods, SMS first. */
export function channelsOf(state: TenantState): Channel[] {
  return (["sms", "voice"] as const).filter((channel) => state.guardian.messageTypes.includes(channel));
}
