import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CountryCode, PhoneNumber as Parsed } from "libphonenumber-js/max";

export interface PhoneNumber {
  /** `+` and at most 15 digits. */
  e164: string;
  /** As people of its country write it, for the fields that carriers format. */
  national: string;
  /** Where it may be: ISO codes. More than one for a number of no assigned area. */
  countries: readonly string[];
  isLandline: boolean;
}

/**
 * Reads a number in any usual notation, one without its country code as a number of `country`; undefined for
 * anything else. Its length must be right; its area need not be assigned: the fictional numbers that people
 * use in a sandbox (+1 555 …) are not, and carriers would refuse them.
 */
export function readPhoneNumber(text: string, country?: CountryCode): PhoneNumber | undefined {
  if (!/^\s*\+?[\d\s().-]+$/.test(text)) return undefined;
  const parsed = parsePhoneNumberFromString(text.trim(), {
    extract: false,
    ...(country !== undefined && { defaultCountry: country }),
  });
  if (parsed?.isPossible() !== true) return undefined;
  return {
    e164: parsed.number,
    national: parsed.formatNational(),
    countries: countriesOf(parsed),
    isLandline: parsed.getType() === "FIXED_LINE",
  };
}

const countriesOf = (parsed: Parsed): string[] =>
  parsed.country === undefined ? parsed.getPossibleCountries() : [parsed.country];

/** True where the account may send to the number's country; null permits every country. */
export function isPermitted(number: PhoneNumber, permissions: readonly string[] | null): boolean {
  return permissions === null || number.countries.some((country) => permissions.includes(country));
}
