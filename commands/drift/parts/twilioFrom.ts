import type { TwilioSettings } from "../../../settings/senders.ts";
import type { Comparison } from "../Comparison.ts";
import { compare } from "../Comparison.ts";

/** What Twilio sends from: a number, or a Messaging Service, given or of the stack's own (`service`). */
export const compareFrom = (
  sender: TwilioSettings,
  service: string | undefined,
  actual: { from: string | undefined; messagingServiceSid: string | undefined },
): Comparison =>
  compare(
    "sender",
    "from",
    sender.from ?? sender.messagingServiceSid ?? service ?? "none",
    actual.from ?? actual.messagingServiceSid ?? "none",
  );
