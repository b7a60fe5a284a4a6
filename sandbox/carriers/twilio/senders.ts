import { readPhoneNumber } from "../phoneNumber.ts";
import type { PhoneNumber } from "../phoneNumber.ts";
import type { TwilioSettings } from "../settings.ts";
import { badRequest, notEmulated } from "./errors.ts";
import { parameter } from "./form.ts";

export interface Sender {
  from: string;
  messagingServiceSid: string | null;
}

/** The sender of a text message: a number of the account, or a sender of the messaging service. */
export function messageSender(settings: TwilioSettings, form: URLSearchParams, to: PhoneNumber): Sender {
  const from = parameter(form, "From");
  const sid = parameter(form, "MessagingServiceSid");
  if (sid !== undefined) return serviceSender(settings, sid, from, to);
  if (from === undefined)
    throw badRequest(21603, "A 'From' or 'MessagingServiceSid' parameter is required to send a message");
  return { from: textingNumber(settings, from), messagingServiceSid: null };
}

/**
 * A From in addition to the service must be one of its senders [errors/21603: "instead of or in addition
 * to"].
 */
function serviceSender(
  settings: TwilioSettings,
  sid: string,
  from: string | undefined,
  to: PhoneNumber,
): Sender {
  if (!/^MG[0-9a-f]{32}$/i.test(sid))
    throw badRequest(21705, `The Messaging Service Sid ${sid.slice(0, 64)} is invalid.`);
  const service = settings.messagingServices.find((candidate) => candidate.sid === sid);
  if (service === undefined) throw badRequest(21701, "The Messaging Service does not exist");
  const { numbers, shortCodes = [], alphaSenders = [] } = service;
  const all = [...alphaSenders, ...shortCodes, ...numbers];
  if (from !== undefined && all.length > 0 && !all.includes(from)) throw notTexting(from);
  const able = [
    ...(takesAlphaSenders(to) ? alphaSenders : []),
    ...(to.countries.includes(countryOfShortCodes) ? shortCodes : []),
    ...numbers.filter((number) => canText(settings, number)),
  ];
  const [chosen] = able;
  if (chosen === undefined)
    throw badRequest(21703, "The Messaging Service does not have a phone number available to send a message");
  if (from === undefined || able.includes(from)) return { from: from ?? chosen, messagingServiceSid: sid };
  if (alphaSenders.includes(from) || shortCodes.includes(from))
    throw badRequest(
      21612,
      'Message cannot be sent with the current combination of "To" and/or "From" parameters',
    );
  return { from: textingNumber(settings, from), messagingServiceSid: sid };
}

/**
 * A service prefers its alphanumeric sender, then its short code, if the recipient's country has them: a
 * short code only reaches its own country [twilio.com/docs/messaging/api/alphasender-resource,
 * services-shortcode-resource; errors/21612, 21659].
 */
const takesAlphaSenders = ({ countries }: PhoneNumber): boolean =>
  !countries.some((country) => country === "US" || country === "CA");

const countryOfShortCodes = "US";

/** More specific codes exist since July 2024 for some of these; the dictionary lists them under 21606. */
function textingNumber(settings: TwilioSettings, from: string): string {
  const number = readPhoneNumber(from)?.e164;
  const isShortCode = /^\d{3,8}$/.test(from);
  if (number === undefined && !isShortCode) throw notANumber(from);
  if (number === undefined || !canText(settings, number)) throw notTexting(from);
  return number;
}

const canText = ({ numbers }: TwilioSettings, number: string): boolean =>
  numbers.some(({ phoneNumber, sms }) => phoneNumber === number && sms);

const notTexting = (from: string): Error =>
  badRequest(
    21606,
    `The From phone number ${from.slice(0, 64)} is not a valid, SMS-capable inbound phone number or short code for your account.`,
  );

function notANumber(from: string): Error {
  const isAlphanumeric = /^[A-Za-z0-9 _&+-]{1,11}$/.test(from) && /[A-Za-z]/.test(from);
  if (isAlphanumeric) return notEmulated("An alphanumeric sender ID");
  return badRequest(
    21212,
    `The 'From' number ${from.slice(0, 64)} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
  );
}

/** The caller: a number of the account that can call, or a verified caller ID. */
export function caller(settings: TwilioSettings, form: URLSearchParams): string {
  const from = parameter(form, "From");
  if (from === undefined) throw badRequest(21213, "No 'From' number is specified");
  const number = readPhoneNumber(from)?.e164;
  if (number === undefined) throw badRequest(21212, `From is not a valid phone number: ${from.slice(0, 64)}`);
  const isOwn = settings.numbers.some(({ phoneNumber, voice }) => phoneNumber === number && voice);
  if (isOwn || settings.verifiedNumbers.includes(number)) return number;
  throw badRequest(
    21210,
    `The source phone number provided, ${number}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
  );
}
