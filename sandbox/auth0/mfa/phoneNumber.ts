import { isSupportedCountry, parsePhoneNumberWithError } from "libphonenumber-js/max";
import type { CountryCode } from "libphonenumber-js/max";

export type PhoneNumberFault = "no-phone" | "invalid-phone-format" | "invalid-phone";

/** E.164: a plus sign, at most 15 digits. */
export const e164 = /^\+[1-9][0-9]{6,14}$/;

/**
 * The input for the chosen country as one E.164 number. Two spellings of a number give the same result, so
 * every limit counts them together.
 * @param country ISO 3166 alpha-2; a number that begins with + has its own country
 */
export function readPhoneNumber(
  typed: unknown,
  country: string,
): { number: string } | { fault: PhoneNumberFault } {
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return { fault: "no-phone" };
  // Extensions, tel: URIs, carrier codes such as *67, lists and control characters are not part of a number.
  if (!/^\+?[0-9() .\-/]{1,40}$/.test(text)) return { fault: "invalid-phone-format" };
  if (!isSupportedCountry(country)) return { fault: "invalid-phone" };
  return parse(text, country);
}

function parse(text: string, country: CountryCode): { number: string } | { fault: PhoneNumberFault } {
  try {
    const parsed = parsePhoneNumberWithError(text, { defaultCountry: country, extract: false });
    return parsed.isValid() && e164.test(parsed.number)
      ? { number: parsed.number }
      : { fault: "invalid-phone" };
  } catch {
    return { fault: "invalid-phone" };
  }
}

/** The number as shown on a page: only the last four digits. */
export function maskPhoneNumber(number: string): string {
  return `XXXXXXX${number.slice(-4)}`;
}
