import type { TenantState } from "../state/tenantState.ts";

/** The factors that can be on although sign-in has no page for them, by the dashboard's names. */
const labels = {
  otp: "One-time Password",
  "webauthn-roaming": "WebAuthn with FIDO Security Keys",
  "webauthn-platform": "WebAuthn with FIDO Device Biometrics",
  "push-notification": "Push Notification using Auth0 Guardian",
  email: "Email",
  duo: "Duo Security",
} as const;

/** The factors that Auth0 would also offer to users of this tenant. */
export const factorsNotShown = ({ guardian }: TenantState): string[] =>
  Object.entries(labels)
    .filter(([name]) => guardian.factors[name] === true)
    .map(([, label]) => label);
