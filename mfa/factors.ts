/** Auth0's name for the phone factor, whatever its delivery methods are. */
export const phoneFactor = "sms";

/** Auth0's names of the factors that a stack can declare beside the phone. */
export const otherFactorNames = [
  "otp",
  "recovery-code",
  "webauthn-roaming",
  "webauthn-platform",
  "push-notification",
  "email",
] as const;

export type OtherFactor = (typeof otherFactorNames)[number];

export const isOtherFactor = (name: string): name is OtherFactor =>
  (otherFactorNames as readonly string[]).includes(name);

/**
 * Factors other than the phone that a user can sign in with alone. Email, recovery code and device biometrics
 * need one of these or the phone beside them [secure/multi-factor-authentication/enable-mfa].
 */
export const otherStandaloneFactors: readonly string[] = [
  "otp",
  "push-notification",
  "webauthn-roaming",
  "duo",
];

/** Whether users can sign in with a factor alone. */
export const isStandalone = (factor: string): boolean =>
  factor === phoneFactor || otherStandaloneFactors.includes(factor);

/** Factors as Auth0's dashboard calls them. */
const labels: Readonly<Record<string, string>> = {
  [phoneFactor]: "Phone Message",
  otp: "One-time Password",
  "recovery-code": "Recovery Code",
  "webauthn-roaming": "WebAuthn with FIDO Security Keys",
  "webauthn-platform": "WebAuthn with FIDO Device Biometrics",
  "push-notification": "Push Notification using Auth0 Guardian",
  email: "Email",
  duo: "Duo Security",
};

/** A factor as Auth0's dashboard calls it; one that this product does not know keeps Auth0's name. */
export const factorLabel = (factor: string): string => labels[factor] ?? factor;

/**
 * What a Guardian resource calls each factor. Some are an object with `enabled` in it, which counts as off
 * where it is left out.
 */
export const guardianProperties: Readonly<Record<OtherFactor, { property: string; isObject: boolean }>> = {
  otp: { property: "otp", isObject: false },
  "recovery-code": { property: "recoveryCode", isObject: false },
  "webauthn-roaming": { property: "webauthnRoaming", isObject: true },
  "webauthn-platform": { property: "webauthnPlatform", isObject: true },
  "push-notification": { property: "push", isObject: true },
  email: { property: "email", isObject: false },
};

/** The path within a Guardian to whether a factor is on. */
export function guardianPath(factor: OtherFactor): string[] {
  const { property, isObject } = guardianProperties[factor];
  return isObject ? [property, "enabled"] : [property];
}

/**
 * Whether each factor is on, by the Management API's list of them. A list without the phone factor has it
 * off.
 */
export const factorsOf = (list: readonly { name: string; enabled: boolean }[]): Record<string, boolean> => ({
  [phoneFactor]: false,
  ...Object.fromEntries(list.map(({ name, enabled }) => [name, enabled])),
});
