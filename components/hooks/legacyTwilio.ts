import { readLegacySender } from "../../tenant/readers/legacyPhone.ts";
import type { KnownSender } from "./Hook.ts";
import type { TenantCalls } from "./TenantCalls.ts";

/** Writes Twilio's settings to a legacy tenant unless they are already set: a legacy tenant returns them. */
export async function sendTwilioSettings(tenant: TenantCalls, { factor }: KnownSender): Promise<void> {
  const { twilio } = await readLegacySender(tenant);
  const { sid, authToken, from, messagingServiceSid } = factor.options;
  const isThere =
    isSame(twilio.sid, sid) &&
    isSame(twilio.authToken, authToken) &&
    isSame(twilio.from, from) &&
    isSame(twilio.messagingServiceSid, messagingServiceSid);
  if (isThere) return;
  const body = { sid, auth_token: authToken, from, messaging_service_sid: messagingServiceSid };
  const path = "/guardian/factors/sms/providers/twilio";
  await tenant.write({ method: "PUT", path, body }, "Twilio's settings sent");
}

const isSame = (one: string | undefined, other: string | undefined): boolean => (one ?? "") === (other ?? "");
