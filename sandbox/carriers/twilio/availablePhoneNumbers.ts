import { readPhoneNumber } from "../phoneNumber.ts";
import type { TwilioAccount } from "./account.ts";
import { refuseUnemulated } from "./form.ts";

/** Numbers for sale have no location here to search by. */
const unemulated = [
  "NearNumber",
  "NearLatLong",
  "Distance",
  "InPostalCode",
  "InRegion",
  "InRateCenter",
  "InLata",
  "InLocality",
];

/**
 * Local numbers for sale in a country [twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource].
 */
export function availableLocalNumbers(
  { settings }: TwilioAccount,
  country: string,
  query: URLSearchParams,
): Record<string, unknown>[] {
  refuseUnemulated(query, unemulated);
  const areaCode = query.get("AreaCode");
  const contains = query.get("Contains")?.replace(/[^\d*]/g, "");
  const pattern = contains === undefined ? /./ : new RegExp(contains.replaceAll("*", String.raw`\d`));
  const limit = Number(query.get("PageSize")) || 50;
  return settings.availableNumbers
    .filter(
      ({ phoneNumber, sms, voice }) =>
        readPhoneNumber(phoneNumber)?.countries.includes(country) === true &&
        (areaCode === null || phoneNumber.startsWith(`+1${areaCode}`)) &&
        pattern.test(phoneNumber) &&
        isWanted(query.get("SmsEnabled"), sms) &&
        isWanted(query.get("VoiceEnabled"), voice) &&
        isWanted(query.get("MmsEnabled"), false) &&
        isWanted(query.get("FaxEnabled"), false),
    )
    .slice(0, limit)
    .map(({ phoneNumber, sms, voice }) => ({
      phone_number: phoneNumber,
      friendly_name: readPhoneNumber(phoneNumber)?.national ?? phoneNumber,
      iso_country: country,
      address_requirements: "none",
      beta: false,
      capabilities: { voice, SMS: sms, MMS: false },
      lata: null,
      latitude: null,
      locality: null,
      longitude: null,
      postal_code: null,
      rate_center: null,
      region: null,
    }));
}

const isWanted = (filter: string | null, can: boolean): boolean =>
  filter === null || (filter.toLowerCase() === "true") === can;
