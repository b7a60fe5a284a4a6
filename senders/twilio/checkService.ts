import type { CallFailure } from "../../tenant/http/CallFailure.ts";
import { group } from "../../findings/Finding.ts";
import type { Finding } from "../../findings/Finding.ts";
import type { ServiceSenders } from "./service.ts";
import { hasSender } from "./service.ts";

const { ok, warning, failed } = group("Twilio");

/**
 * Checks whether a Messaging Service can send text messages.
 * @param isOwn whether the stack creates the service
 */
export function checkService(sid: string, senders: ServiceSenders | CallFailure, isOwn: boolean): Finding[] {
  if (senders instanceof Error) {
    return senders.kind === "missing"
      ? [
          failed(
            `Messaging Service ${sid} does not belong to the account`,
            isOwn
              ? "It was deleted, or twilio:accountSid belongs to a different account. If the account is the right one, an update with --refresh creates the service again."
              : "Set twilioMessagingServiceSid to one that Twilio's console lists (Messaging, Services).",
          ),
        ]
      : [failed(`Messaging Service ${sid}: ${senders.why}`, senders.remedy)];
  }
  return checkSenders(sid, senders);
}

/**
 * The senders of a Messaging Service. A short code reaches only its own country, and an alphanumeric sender
 * does not reach every country [twilio.com/docs/api/errors/21612, 21659]. For a phone without RCS, Twilio
 * falls back to another sender of the service [twilio.com/docs/rcs].
 */
function checkSenders(sid: string, senders: ServiceSenders): Finding[] {
  const { numbers, shortCodes, alphanumeric, rcs, unread } = senders;
  const pool = "Messaging, Services, Sender Pool";
  if (!hasSender(senders)) {
    const [failure] = unread;
    return failure === undefined
      ? [
          failed(
            `Messaging Service ${sid} has no sender ID for text messages`,
            `Add one in Twilio's console: ${pool}.`,
          ),
        ]
      : [
          warning(
            `Messaging Service ${sid} has no number, and its other sender IDs can't be read: ${failure.why}`,
            `Check in Twilio's console (${pool}) whether it has a short code, an alphanumeric sender ID or an RCS sender.`,
          ),
        ];
  }
  const kinds = [
    counted(numbers, "number"),
    counted(shortCodes, "short code"),
    counted(alphanumeric, "alphanumeric sender ID"),
    counted(rcs, "RCS sender"),
  ].filter((text) => text !== undefined);
  return [
    ok(`Messaging Service ${sid}: ${kinds.join(", ")}`),
    ...(numbers > 0
      ? []
      : [
          warning(
            `Messaging Service ${sid} has no number: ${reachOf(senders)}`,
            `If that leaves out users, add a number in Twilio's console: ${pool}.`,
          ),
        ]),
  ];
}

function counted(count: number, noun: string): string | undefined {
  return count === 0 ? undefined : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const reachOf = ({ shortCodes, alphanumeric, rcs }: ServiceSenders): string =>
  [
    ...(shortCodes > 0 ? ["a short code reaches only its own country"] : []),
    ...(alphanumeric > 0
      ? ["an alphanumeric sender ID reaches only some countries, not the US or Canada"]
      : []),
    ...(rcs > 0 ? ["an RCS sender reaches only phones that have RCS"] : []),
  ].join("; ");
