/** All that a Guardian resource holds of a tenant. */
const settings = [
  "policy",
  "phone",
  "email",
  "otp",
  "recoveryCode",
  "webauthnRoaming",
  "webauthnPlatform",
  "duo",
  "push",
] as const;

/**
 * What a Guardian resource must ignore to own just one setting. A setting that is neither declared nor ignored counts
 * as off: after a refresh, the next `up` would turn off a factor that somebody else turned on.
 */
export function guardianSettingsBut(owned: (typeof settings)[number]): string[] {
  return settings.filter((setting) => setting !== owned);
}
