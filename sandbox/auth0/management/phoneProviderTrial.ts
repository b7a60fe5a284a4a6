import { randomInt } from "node:crypto";
import { z } from "zod";
import { badRequest } from "../errors.ts";
import { localeOf } from "../mfa/locale.ts";
import { e164 } from "../mfa/phoneNumber.ts";
import type { PhoneMessage } from "../mfa/phoneMessage.ts";
import type { PhoneProviderRecord } from "../state/tenantState.ts";
import { accepted } from "./endpoint.ts";
import type { Answer, Call } from "./endpoint.ts";
import { checked } from "./validation.ts";

/** [API: branding, try-phone-provider] */
const trial = z.strictObject({
  to: z.string().min(1).max(16),
  delivery_method: z.enum(["text", "voice"]).optional(),
});

/**
 * Sends one message through the provider with the same code as a sign-in, so it arrives in the inbox, or the
 * response contains the error of the carrier or the Action. Auth0 documents only the format of the response.
 * Here, the text is that of a verification with an unusable code, and a rejection is a 400.
 */
export async function tryProvider(
  { state, sendMessage, body }: Call,
  provider: PhoneProviderRecord,
): Promise<Answer> {
  const { to, delivery_method: method = "text" } = checked(trial, body);
  if (!e164.test(to)) throw badRequest(`Invalid phone number: ${to}`);
  if (provider["disabled"] === true) throw badRequest("The phone provider is disabled");
  const delivery = await sendMessage(messageTo(to, method, localeOf(state.settings, {})));
  if (!delivery.sent) throw badRequest(delivery.reason);
  return accepted({ code: 202, message: "Phone notification sent" });
}

function messageTo(number: string, method: "text" | "voice", locale: string): PhoneMessage {
  return {
    // Empty, because no user is involved in a test.
    user: { user_id: "", connection: "", profile: {} },
    number,
    channel: method === "text" ? "sms" : "voice",
    purpose: "authentication",
    code: String(randomInt(1_000_000)).padStart(6, "0"),
    context: {
      ...{ clientId: undefined, clientName: undefined, ip: "", userAgent: "", hostname: "" },
      ...{ locale, acceptLanguage: "" },
    },
  };
}
