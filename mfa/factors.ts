/** Auth0's name for the phone factor, whichever delivery methods it has. */
export const phoneFactor = "sms";

/** Auth0's names for the other factors that a stack can declare. */
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
 * Standalone factors other than the phone. Email, recovery code and device biometrics need one of these, or
 * the phone [secure/multi-factor-authentication/enable-mfa].
 */
export const otherStandaloneFactors: readonly string[] = [
  "otp",
  "push-notification",
  "webauthn-roaming",
  "duo",
];

/** Whether a factor is a standalone factor. */
export const isStandalone = (factor: string): boolean =>
  factor === phoneFactor || otherStandaloneFactors.includes(factor);

/** The dashboard's names for the factors. */
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

/** The dashboard's name for a factor; an unknown factor keeps Auth0's name. */
export const factorLabel = (factor: string): string => labels[factor] ?? factor;

/**
 * A Guardian resource's name for each factor. Some are an object with `enabled`, which counts as off if it is
 * omitted.
 */
export const guardianProperties: Readonly<Record<OtherFactor, { property: string; isObject: boolean }>> = {
  otp: { property: "otp", isObject: false },
  "recovery-code": { property: "recoveryCode", isObject: false },
  "webauthn-roaming": { property: "webauthnRoaming", isObject: true },
  "webauthn-platform": { property: "webauthnPlatform", isObject: true },
  "push-notification": { property: "push", isObject: true },
  email: { property: "email", isObject: false },
};

/** The path within a Guardian to the flag that turns a factor on. */
export function guardianPath(factor: OtherFactor): string[] {
  const { property, isObject } = guardianProperties[factor];
  return isObject ? [property, "enabled"] : [property];
}

/** Whether each factor is on, from the Management API's list. If the list has no phone factor, it is off. */
export const factorsOf = (list: readonly { name: string; enabled: boolean }[]): Record<string, boolean> => ({
  [phoneFactor]: false,
  ...Object.fromEntries(list.map(({ name, enabled }) => [name, enabled])),
});
