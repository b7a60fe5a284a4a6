import { z } from "zod";
import { forbidden } from "../errors.ts";
import { withoutNulls } from "../json.ts";
import { checkLiquid } from "../mfa/liquid.ts";
import { ok } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const provider = z.strictObject({ provider: z.enum(["auth0", "twilio", "phone-message-hook"]) });
const text = z.string().nullable().optional();
const twilio = z.strictObject({ from: text, messaging_service_sid: text, auth_token: text, sid: text });
const templates = z.strictObject({ enrollment_message: z.string(), verification_message: z.string() });

/**
 * On a tenant with the unified phone experience, these calls are rejected, including reads
 * [manage-phone-providers; recorded 403].
 */
function legacyOnly(run: (call: Call) => Answer): (call: Call) => Answer {
  return (call) => {
    if (call.state.settings["phone_consolidated_experience"] !== false) {
      throw forbidden(
        "Insufficient privileges to use this deprecated feature. To handle Phone Provider/Templates refer to Tenant Phone Settings",
      );
    }
    return run(call);
  };
}

const getProvider = legacyOnly(({ state }) => ok({ provider: state.guardian.selectedProvider }));

const putProvider = legacyOnly(({ state, body }) => {
  const sent = checked(provider, body);
  state.guardian.selectedProvider = sent.provider;
  return ok(sent);
});

const getTemplates = legacyOnly(({ state }) => ok(state.guardian.templates));

const putTemplates = legacyOnly(({ state, body }) => {
  const sent = checked(templates, body);
  for (const [name, text] of Object.entries(sent)) checkLiquid(name, text);
  state.guardian.templates = sent;
  return ok(state.guardian.templates);
});

/** The auth token is returned in plaintext (recorded read). */
const getTwilio = legacyOnly(({ state }) => ok(state.guardian.twilio));

const putTwilio = legacyOnly(({ state, body }) => {
  state.guardian.twilio = withoutNulls(checked(twilio, body));
  return ok(state.guardian.twilio);
});

const read = ["read:guardian_factors"];
const write = ["update:guardian_factors"];

/**
 * `sms` and `phone` are two names for the same settings [API: guardian, phone and the deprecated sms paths].
 */
export const guardianPhoneLegacy: Endpoint[] = ["phone", "sms"].flatMap((name): Endpoint[] => [
  { method: "GET", path: `/guardian/factors/${name}/selected-provider`, scopes: read, run: getProvider },
  { method: "PUT", path: `/guardian/factors/${name}/selected-provider`, scopes: write, run: putProvider },
  { method: "GET", path: `/guardian/factors/${name}/templates`, scopes: read, run: getTemplates },
  { method: "PUT", path: `/guardian/factors/${name}/templates`, scopes: write, run: putTemplates },
  { method: "GET", path: `/guardian/factors/${name}/providers/twilio`, scopes: read, run: getTwilio },
  { method: "PUT", path: `/guardian/factors/${name}/providers/twilio`, scopes: write, run: putTwilio },
]);
