import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";

export interface Country {
  /** ISO 3166 alpha-2. */
  id: string;
  name: string;
  /** Without the plus sign. */
  callingCode: string;
}

const names = new Intl.DisplayNames("en", { type: "region" });

/** Every country that has phone numbers, by name. */
export const countries: readonly Country[] = getCountries()
  .map((id) => ({ id, name: names.of(id) ?? id, callingCode: getCountryCallingCode(id) }))
  .sort((one, other) => one.name.localeCompare(other.name, "en"));

const byId = new Map(countries.map((country) => [country.id, country]));

/** The country of that id. */
export const findCountry = (id: unknown): Country | undefined =>
  typeof id === "string" ? byId.get(id) : undefined;
