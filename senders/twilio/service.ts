import { z } from "zod";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { askCarrier, orFailure } from "../account/askCarrier.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";

/** The number of a Messaging Service's senders for text messages, by kind. */
export interface ServiceSenders {
  numbers: number;
  shortCodes: number;
  alphanumeric: number;
  rcs: number;
  /** Why some kinds could not be read. */
  unread: CallFailure[];
}

/** Whether a service can send a text message, as far as its senders could be read. */
export const hasSender = ({ numbers, shortCodes, alphanumeric, rcs }: ServiceSenders): boolean =>
  numbers + shortCodes + alphanumeric + rcs > 0;

const numbers = z.object({
  phone_numbers: z.array(z.object({ capabilities: z.array(z.string()).nullish() })),
});
const shortCodes = z.object({ short_codes: z.array(z.object({ short_code: z.string() })) });
const alphaSenders = z.object({ alpha_senders: z.array(z.object({ alpha_sender: z.string() })) });
const channelSenders = z.object({ senders: z.array(z.object({ sender: z.string().nullish() })) });

/**
 * Reads the senders of a Messaging Service: its phone numbers, its short codes, its alphanumeric senders,
 * those for one country included, and its RCS senders [twilio.com/docs/messaging/api/service-resource]. A
 * sender of another channel, such as WhatsApp, sends to that channel's addresses only. One page of each is
 * enough, because only the existence of a sender matters.
 *
 * @param messaging where the API is
 * @throws CallFailure if the service can't be read
 */
export async function readServiceSenders(
  caller: CarrierAccount,
  messaging: string,
  sid: string,
): Promise<ServiceSenders> {
  const list = <Schema extends z.ZodType>(name: string, schema: Schema) => {
    const url = `${messaging}/v1/Services/${encodeURIComponent(sid)}/${name}?PageSize=100`;
    return askCarrier(caller, url, schema, "the Messaging Service");
  };
  const [{ phone_numbers: found }, codes, channels, ...alphanumeric] = await Promise.all([
    list("PhoneNumbers", numbers),
    orFailure(list("ShortCodes", shortCodes)),
    orFailure(list("ChannelSenders", channelSenders)),
    orFailure(list("AlphaSenders", alphaSenders)),
    // Twilio rejects this for an account that may not use alphanumeric senders.
    orFailure(list("DestinationAlphaSenders", alphaSenders)),
  ]);
  const sendsText = (abilities: readonly string[]) => abilities.some((one) => one.toLowerCase() === "sms");
  return {
    numbers: found.filter(({ capabilities }) => sendsText(capabilities ?? [])).length,
    shortCodes: codes instanceof Error ? 0 : codes.short_codes.length,
    alphanumeric: new Set(
      alphanumeric
        .flatMap((one) => (one instanceof Error ? [] : one.alpha_senders))
        .map((one) => one.alpha_sender),
    ).size,
    rcs:
      channels instanceof Error
        ? 0
        : channels.senders.filter(({ sender }) => /^rcs:/i.test(sender ?? "")).length,
    unread: [codes, channels, ...alphanumeric].filter((one) => one instanceof CallFailure),
  };
}
