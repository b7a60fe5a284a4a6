import { countSegments } from "../segments.ts";
import type { MessageRecord, TwilioAccount } from "./account.ts";
import { badRequest } from "./errors.ts";
import { parameter, refuseUnemulated } from "./form.ts";
import { checkTextRecipient, recipient } from "./recipients.ts";
import { accountUri, apiVersion, newSid, rfc2822 } from "./resource.ts";
import { messageSender } from "./senders.ts";

const maxCharacters = 1600;
const trialPrefix = "Sent from your Twilio trial account - ";
const unemulated = [
  "MediaUrl",
  "ContentSid",
  "SendAt",
  "ScheduleType",
  "StatusCallback",
  "ApplicationSid",
  "PersistentAction",
];

/**
 * Accepts a text message, or throws Twilio's error
 * [twilio.com/docs/messaging/api/message-resource#create-a-message].
 */
export function createMessage(account: TwilioAccount, form: URLSearchParams, now: Date): MessageRecord {
  const { settings } = account;
  const to = parameter(form, "To");
  if (to === undefined) throw badRequest(21604, "A 'To' phone number is required.");
  const number = recipient(to);
  const sender = messageSender(settings, form, number);
  if (sender.from === number.e164)
    throw badRequest(21266, `'To' and 'From' number cannot be the same: ${number.e164}`);
  refuseUnemulated(form, unemulated);
  const body = bodyOf(form);
  checkTextRecipient(settings, number);
  const record: MessageRecord = {
    ...sender,
    sid: newSid("SM"),
    at: now,
    to: number.e164,
    body: settings.trial ? trialPrefix + body : body,
  };
  account.messages.set(record.sid, record);
  return record;
}

function bodyOf(form: URLSearchParams): string {
  const body = parameter(form, "Body");
  if (body === undefined) throw badRequest(21602, "Message body is required.");
  if (body.length > maxCharacters)
    throw badRequest(21617, "The concatenated message body exceeds the 1600 character limit.");
  return body;
}

/**
 * A message in the response to the request that created it: not yet sent, and a service has not yet chosen
 * its number.
 */
export function queuedMessage(account: TwilioAccount, record: MessageRecord): Record<string, unknown> {
  const isOfService = record.messagingServiceSid !== null;
  return {
    ...deliveredMessage(account, record),
    status: isOfService ? "accepted" : "queued",
    from: isOfService ? null : record.from,
    num_segments: isOfService ? "0" : String(countSegments(record.body)),
    date_sent: null,
  };
}

/** A message as read afterwards: on the local tenant, every phone is on. */
export function deliveredMessage(account: TwilioAccount, record: MessageRecord): Record<string, unknown> {
  const date = rfc2822(record.at);
  const path = `${accountUri(account.accountSid)}/Messages/${record.sid}`;
  return {
    body: record.body,
    num_segments: String(countSegments(record.body)),
    direction: "outbound-api",
    from: record.from,
    date_updated: date,
    price: null,
    error_message: null,
    uri: `${path}.json`,
    account_sid: account.accountSid,
    num_media: "0",
    to: record.to,
    date_created: date,
    status: "delivered",
    sid: record.sid,
    date_sent: date,
    messaging_service_sid: record.messagingServiceSid,
    error_code: null,
    price_unit: "USD",
    api_version: apiVersion,
    subresource_uris: { media: `${path}/Media.json` },
  };
}
