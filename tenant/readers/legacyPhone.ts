import { z } from "zod";
import type { Messages } from "../../mfa/templates.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

/** How a tenant with the legacy phone experience sends. */
export interface LegacySender {
  /** `twilio`, `phone-message-hook` (an Action) or `auth0` (Auth0's own, for tests). */
  selected: string;
  twilio: {
    sid: string | undefined;
    from: string | undefined;
    messagingServiceSid: string | undefined;
    /** Auth0 returns it in plaintext: it may be compared, never shown. */
    authToken: string | undefined;
  };
}

const selection = z.object({ provider: z.string() });
const text = z.string().nullish();
const twilio = z.object({ sid: text, from: text, messaging_service_sid: text, auth_token: text });

/** Rejected on a unified tenant, which has none of these settings. */
export async function readLegacySender(api: TenantReader): Promise<LegacySender> {
  const [chosen, settings] = await Promise.all([
    api.get("/guardian/factors/phone/selected-provider", "the phone provider"),
    api.get("/guardian/factors/phone/providers/twilio", "Twilio's settings"),
  ]);
  const found = shaped(twilio, settings, "Twilio's settings");
  return {
    selected: shaped(selection, chosen, "the phone provider").provider,
    twilio: {
      sid: found.sid ?? undefined,
      from: found.from ?? undefined,
      messagingServiceSid: found.messaging_service_sid ?? undefined,
      authToken: found.auth_token ?? undefined,
    },
  };
}

const templates = z.object({ enrollment_message: text, verification_message: text });

/** The two texts of a legacy tenant. */
export async function readLegacyMessages(api: TenantReader): Promise<Messages> {
  const what = "the message texts";
  const found = shaped(templates, await api.get("/guardian/factors/phone/templates", what), what);
  return { enrollment: found.enrollment_message ?? "", verification: found.verification_message ?? "" };
}
