import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { authenticatorsOf } from "./authenticators.ts";
import type { Channel } from "./authenticators.ts";
import type { BrowserStanding } from "./browsers.ts";

/** Why MFA can't be done although it is required: no factor that will do is on, or none that is emulated. */
export type LockOutCause = "no-factor" | "not-emulated";

/** Why no second factor is asked for, or what is to be done for one. */
export type MfaDecision =
  | { kind: "not-required"; because: "policy-never" | "remembered" | "known-device" }
  | { kind: "enroll" }
  | { kind: "challenge" }
  /** MFA is required and nothing that the user could do it with is turned on: the lock-out. */
  | { kind: "impossible"; because: LockOutCause };

/** Factors that a user can do MFA with alone [secure/multi-factor-authentication/enable-mfa]. */
const independentFactors = ["sms", "push-notification", "otp", "duo", "webauthn-roaming"];

/** What the tenant's policy and factors ask of a user who has given the right password in this browser. */
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
  // Of Adaptive MFA's assessments only the new device is emulated; its risk score ignores "remember this
  // device" [secure/multi-factor-authentication/adaptive-mfa].
  return browser.known ? "known-device" : undefined;
}

/** The ways in which the tenant sends codes, SMS first. */
export function channelsOf(state: TenantState): Channel[] {
  return (["sms", "voice"] as const).filter((channel) => state.guardian.messageTypes.includes(channel));
}
