import { z } from "zod";
import { invalidBody } from "../errors.ts";
import { ok } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const hour = 3_600;
const day = 24 * hour;

/** Every member is required, with its range [API: guardian, set-guardian-settings]. */
const promptSettings = z.strictObject({
  display_remember_me_checkbox: z.boolean(),
  remember_me_default_value: z.boolean(),
  mfa_session_inactivity_timeout: z
    .int()
    .min(hour)
    .max(30 * day),
  mfa_session_overall_timeout: z
    .int()
    .min(hour)
    .max(90 * day),
});

/** [API: guardian, set-phone-factor-settings, set-email-factor-settings] */
const otpSettings = z.strictObject({
  otp_length: z.int().min(4).max(10),
  otp_expiration_time: z.int().min(30).max(3_600),
});

/** The only one of these settings that needs tenant scopes [terraform-provider-auth0#1684]. */
const prompt: Endpoint[] = [
  {
    method: "GET",
    path: "/guardian/settings",
    scopes: ["read:tenant_settings"],
    run: ({ state }) => ok(state.guardian.prompt),
  },
  {
    method: "PUT",
    path: "/guardian/settings",
    scopes: ["update:tenant_settings"],
    run: ({ state, body }) => {
      const sent = checked(promptSettings, body);
      // From the schema's description; the error text is ours.
      if (sent.mfa_session_inactivity_timeout > sent.mfa_session_overall_timeout)
        throw invalidBody("'mfa_session_inactivity_timeout cannot exceed mfa_session_overall_timeout'");
      return ok((state.guardian.prompt = sent));
    },
  },
];

const otpOf = (factor: "phone" | "email"): Endpoint[] => [
  {
    method: "GET",
    path: `/guardian/factors/${factor}/settings`,
    scopes: ["read:guardian_factors"],
    run: ({ state }) => ok(state.guardian.otp[factor]),
  },
  {
    method: "PUT",
    path: `/guardian/factors/${factor}/settings`,
    scopes: ["update:guardian_factors"],
    run: ({ state, body }) => ok((state.guardian.otp[factor] = checked(otpSettings, body))),
  },
];

/** How often users are asked for MFA, and the settings of their codes. */
export const guardianPrompt: Endpoint[] = [...prompt, ...otpOf("phone"), ...otpOf("email")];
