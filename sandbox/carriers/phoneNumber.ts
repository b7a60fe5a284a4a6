import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CountryCode, PhoneNumber as Parsed } from "libphonenumber-js/max";

export interface PhoneNumber {
  /** `+` and at most 15 digits. */
  e164: string;
  /** In the national format, for fields that carriers format. */
  national: string;
  /** Its possible countries, as ISO codes. More than one for a number of an unassigned area. */
  countries: readonly string[];
  isLandline: boolean;
}

/**
 * Parses a number in any usual notation; without a country code, as a number of `country`. Returns undefined
 * for anything else. The length must be valid, but the area need not be assigned: fictional numbers that
 * people use on a local tenant (+1 555 …) are not, and carriers would reject them.
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

/** Whether the account may send to the number's country; null permits every country. */
export function isPermitted(number: PhoneNumber, permissions: readonly string[] | null): boolean {
  return permissions === null || number.countries.some((country) => permissions.includes(country));
}
