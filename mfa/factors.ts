/** Auth0's name for the phone factor, whatever its delivery methods are. */
export const phoneFactor = "sms";

/**
 * Factors other than the phone that a user can sign in with alone
 * [secure/multi-factor-authentication/enable-mfa].
 */
export const otherStandaloneFactors: readonly string[] = [
  "otp",
  "push-notification",
  "webauthn-roaming",
  "duo",
];

/**
 * Whether each factor is on, by the Management API's list of them. A list without the phone factor has it
 * off.
 */
export const factorsOf = (list: readonly { name: string; enabled: boolean }[]): Record<string, boolean> => ({
  [phoneFactor]: false,
  ...Object.fromEntries(list.map(({ name, enabled }) => [name, enabled])),
});
