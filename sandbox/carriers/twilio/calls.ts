import { readPhoneNumber } from "../phoneNumber.ts";
import { phoneNumberSid } from "./account.ts";
import type { CallRecord, TwilioAccount } from "./account.ts";
import { badRequest, notEmulated } from "./errors.ts";
import { parameter, refuseUnemulated } from "./form.ts";
import { checkCallRecipient, recipient } from "./recipients.ts";
import { accountUri, apiVersion, newSid, rfc2822 } from "./resource.ts";
import { caller } from "./senders.ts";
import { readTwiml } from "./twiml.ts";

const unemulated = ["StatusCallback", "SendDigits", "MachineDetection", "Record"];

/** An accepted call. Its instructions may still be unreadable: then it says nothing. */
export interface PlacedCall {
  record: CallRecord;
  isReadable: boolean;
}

/**
 * Accepts a call, or throws Twilio's error [twilio.com/docs/voice/api/call-resource#create-a-call-resource].
 */
export function createCall(account: TwilioAccount, form: URLSearchParams, now: Date): PlacedCall {
  const to = parameter(form, "To");
  if (to === undefined) throw badRequest(21201, "No 'To' number is specified");
  const number = recipient(to);
  const from = caller(account.settings, form);
  refuseUnemulated(form, unemulated);
  const said = instructions(form);
  checkCallRecipient(account.settings, number);
  const record: CallRecord = { sid: newSid("CA"), at: now, from, to: number.e164, text: said ?? "" };
  account.calls.set(record.sid, record);
  return { record, isReadable: said !== undefined };
}

/** The text of the call; undefined for a document that Twilio would fail to parse when somebody answers. */
function instructions(form: URLSearchParams): string | undefined {
  const twiml = parameter(form, "Twiml");
  if (twiml === undefined) {
    if (parameter(form, "Url") ?? parameter(form, "ApplicationSid"))
      throw notEmulated("A call whose TwiML is at a URL (the stand-in fetches none; send it as Twiml)");
    throw badRequest(21205, "Url parameter is required.");
  }
  const read = readTwiml(twiml);
  if (read.kind === "unknown verb") throw notEmulated(`The TwiML verb <${read.name.slice(0, 64)}>`);
  return read.kind === "says" ? read.text : undefined;
}

/** What a rejected call would have said, for the inbox. */
export function textOfCall(form: URLSearchParams): string {
  const read = readTwiml(form.get("Twiml") ?? "");
  return read.kind === "says" ? read.text : "";
}

/** A call in the response to the request that created it. */
export function queuedCall(account: TwilioAccount, record: CallRecord): Record<string, unknown> {
  return {
    ...completedCall(account, record),
    status: "queued",
    start_time: null,
    end_time: null,
    duration: null,
  };
}

/**
 * A call as read afterwards: somebody answered and listened to the end, at about fifteen characters a second.
 */
export function completedCall(account: TwilioAccount, record: CallRecord): Record<string, unknown> {
  const seconds = Math.ceil(record.text.length / 15);
  const path = `${accountUri(account.accountSid)}/Calls/${record.sid}`;
  const start = rfc2822(record.at);
  const end = rfc2822(new Date(record.at.getTime() + seconds * 1000));
  return {
    sid: record.sid,
    date_created: start,
    date_updated: start,
    parent_call_sid: null,
    account_sid: account.accountSid,
    to: record.to,
    to_formatted: readPhoneNumber(record.to)?.national ?? record.to,
    from: record.from,
    from_formatted: readPhoneNumber(record.from)?.national ?? record.from,
    phone_number_sid: phoneNumberSid(record.from),
    status: "completed",
    start_time: start,
    end_time: end,
    duration: String(seconds),
    price: null,
    price_unit: "USD",
    direction: "outbound-api",
    answered_by: null,
    api_version: apiVersion,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: "0",
    trunk_sid: null,
    uri: `${path}.json`,
    subresource_uris: Object.fromEntries(
      ["notifications", "recordings", "events"].map((name) => [name, `${path}/${capital(name)}.json`]),
    ),
  };
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
