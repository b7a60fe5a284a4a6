import type { GuardianArgs } from "@pulumi/auth0";

/**
 * Every setting of a Guardian. If a new version of the provider adds one, the type check fails until it is
 * listed here.
 */
const all = {
  policy: true,
  phone: true,
  email: true,
  otp: true,
  recoveryCode: true,
  webauthnRoaming: true,
  webauthnPlatform: true,
  duo: true,
  push: true,
} as const satisfies Record<keyof GuardianArgs, true>;

const settings = Object.keys(all) as (keyof GuardianArgs)[];

/**
 * What a Guardian resource must ignore to own only some settings. A setting that is neither declared nor
 * ignored counts as off: after a refresh, the next `up` would turn off a factor that somebody else turned on.
 */
export const guardianSettingsBut = (owned: readonly (keyof GuardianArgs)[]): string[] =>
  settings.filter((setting) => !owned.includes(setting));
