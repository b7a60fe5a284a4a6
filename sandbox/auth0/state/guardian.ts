import type { JsonObject } from "../json.ts";

export const factorNames = [
  "sms",
  "push-notification",
  "otp",
  "email",
  "duo",
  "webauthn-roaming",
  "webauthn-platform",
  "recovery-code",
] as const;

/** How often users are asked for MFA, and the settings of remembered browsers. Times are in seconds. */
export interface PromptSettings {
  display_remember_me_checkbox: boolean;
  remember_me_default_value: boolean;
  mfa_session_inactivity_timeout: number;
  mfa_session_overall_timeout: number;
}

/** The settings of one factor's codes. */
export interface OtpSettings {
  otp_length: number;
  /** Seconds. */
  otp_expiration_time: number;
}

export interface GuardianState {
  policies: string[];
  factors: Record<string, boolean>;
  messageTypes: string[];
  selectedProvider: string;
  templates: JsonObject;
  twilio: JsonObject;
  duo: JsonObject;
  push: { selectedProvider: string; providers: Record<string, JsonObject>; customApp: JsonObject };
  webauthn: Record<string, JsonObject>;
  prompt: PromptSettings;
  otp: { phone: OtpSettings; email: OtpSettings };
}

/** Defaults of the settings' schemas [API: guardian, set-guardian-settings, set-phone-factor-settings]. */
const prompt: PromptSettings = {
  display_remember_me_checkbox: true,
  remember_me_default_value: false,
  mfa_session_inactivity_timeout: 604_800,
  mfa_session_overall_timeout: 2_592_000,
};

const otp: OtpSettings = { otp_length: 6, otp_expiration_time: 300 };

/** A new tenant's Guardian: no policy, no factor, defaults everywhere. */
export function guardianDefaults(): GuardianState {
  return {
    policies: [],
    factors: Object.fromEntries(factorNames.map((name) => [name, false])),
    messageTypes: ["sms"],
    selectedProvider: "auth0",
    templates: {
      enrollment_message:
        "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.",
      verification_message: "{{code}} is your verification code for {{tenant.friendly_name}}",
    },
    twilio: {},
    duo: {},
    push: { selectedProvider: "guardian", providers: {}, customApp: {} },
    webauthn: {},
    prompt: { ...prompt },
    otp: { phone: { ...otp }, email: { ...otp } },
  };
}
