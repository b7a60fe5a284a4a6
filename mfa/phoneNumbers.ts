import { createRequire } from "node:module";
import type * as Library from "libphonenumber-js/min";
import { inQuotes, unwrapped } from "./pasted.ts";

// Loaded when the first number is read, because a policy pack reads none: importing its hundred files takes a
// seventh of the pack's start.
const library = (): typeof Library =>
  createRequire(import.meta.url)("libphonenumber-js/min") as typeof Library;

/** What is wrong with a phone number. */
export interface NumberFault {
  /** The end of a sentence, with the number if it is short enough. */
  what: string;
  /** The same number in E.164 form, if that is certain. */
  better?: string;
  /** What kind of value it is, if another spelling would not be enough. */
  kind?: "number without a plus sign" | OtherSender;
}

/** What carriers can send from besides phone numbers. */
type OtherSender = "short code" | "alphanumeric sender ID";

/** Whether the problem is that the value is not a phone number at all. */
export const isOtherSender = ({ kind }: NumberFault): boolean =>
  kind === "short code" || kind === "alphanumeric sender ID";

/** Whether a string has E.164 form; the number need not be in use. */
export const isE164 = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/**
 * A number in E.164 form as the carriers' dashboards show it, `+1 415 555 0100`, for a report that people
 * read. Other text, and values to paste or compare, stay as they are.
 */
export const readable = (text: string): string =>
  isE164(text) ? (library().parsePhoneNumberFromString(text)?.formatInternational() ?? text) : text;

/**
 * The problem with a phone number; `undefined` if it is in E.164 form. The suggestion has exactly the given
 * digits, because any other number may be somebody else's.
 */
export function numberFault(text: string): NumberFault | undefined {
  if (numberIn(text) === text) return undefined;
  // Digits and the plus sign of other scripts are the same number.
  const { what, ...rest } = faultOf(unwrapped(text).normalize("NFKC"));
  return { what: text.length > 24 ? what : `(${inQuotes(text)}) ${what}`, ...rest };
}

function faultOf(text: string): NumberFault {
  const withPlus = `+${digitsOf(text) ?? ""}`;
  if (numberIn(withPlus) === withPlus && !isNational(withPlus.slice(1)))
    return { what: "has no plus sign", better: withPlus, kind: "number without a plus sign" };
  const [, channel, address = text] = /^([a-z]+):\s*(.*)$/is.exec(text) ?? [];
  const international = address.replace(/^\(\+(\d+)\)/, "+$1").replace(/^\+*(00|011|\+)/, "+");
  const better = withSameDigits(international, numberIn(international));
  if (channel !== undefined && channel.toLowerCase() !== "tel")
    return {
      what: `begins with "${channel}:", but codes are sent by SMS or voice`,
      ...(better && { better }),
    };
  if (better !== undefined) return { what: `is not in E.164 form: ${form}`, better };
  if (/^[A-Z]{2}[0-9a-f]{32}$/i.test(text))
    return { what: "is the SID of something at Twilio; the phone number itself is needed" };
  const kind = kindOf(text);
  if (kind !== undefined) return { what: `is ${kind === "short code" ? "a" : "an"} ${kind}`, kind };
  return { what: text.startsWith("+") ? lengthFault(text) : plainFault(text) };
}

const form = "a plus sign, the country code and the number, in digits only";
const notANumber = `is not a phone number in E.164 form: ${form}`;

/** A string's number in E.164 form; `undefined` if it is not a number. */
function numberIn(text: string): string | undefined {
  const number = library().parsePhoneNumberFromString(text, { extract: false });
  return number?.isValid() === true ? number.number : undefined;
}

/**
 * A number that has all given digits, except for a leading zero; some countries drop another leading digit.
 */
function withSameDigits(given: string, number: string | undefined): string | undefined {
  const digits = (text: string) => text.replaceAll(/\D|0/g, "");
  return number !== undefined && digits(number) === digits(given) ? number : undefined;
}

/**
 * The digits of a number without a plus sign. YAML may leave it in scientific notation, and so does a
 * spreadsheet, which rounds it: only one with all of its digits is the same number.
 */
function digitsOf(text: string): string | undefined {
  const [, first = "", others = "", exponent] = /^(\d)(?:\.(\d+))?e\+?(\d+)$/i.exec(text) ?? [];
  if (exponent !== undefined && others.length !== Number(exponent)) return undefined;
  const digits = exponent === undefined ? text.replaceAll(/[\s().-]/g, "") : first + others;
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/**
 * Ten digits may be an American number without its country code; with a plus sign, they would be a number of
 * another country.
 */
const isNational = (digits: string): boolean =>
  digits.length === 10 && library().parsePhoneNumberFromString(digits, "US")?.isValid() === true;

/**
 * Senders that are not phone numbers [twilio.com/docs/glossary/what-alphanumeric-sender-id;
 * twilio.com/docs/messaging/api/short-code-resource].
 */
function kindOf(text: string): OtherSender | undefined {
  if (/^(true|false|null)$/i.test(text)) return undefined;
  if (/^\+?\d{5,6}$/.test(text)) return "short code";
  return /^[a-z\d _&+-]{1,11}$/i.test(text) && /[a-z]/i.test(text) ? "alphanumeric sender ID" : undefined;
}

function lengthFault(text: string): string {
  const fault = library().validatePhoneNumberLength(text);
  if (fault === "TOO_SHORT") return "is too short for a phone number of its country";
  if (fault === "TOO_LONG") return "is too long for a phone number of its country";
  if (fault === "INVALID_COUNTRY") return "does not begin with a country code";
  return fault === undefined && isE164(text) ? "is not in a range of assigned phone numbers" : notANumber;
}

function plainFault(text: string): string {
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return "is in scientific notation, in which a number loses digits";
  return /^[\d\s().-]{7,}$/.test(text) ? `has no country code. Use E.164: ${form}` : notANumber;
}
