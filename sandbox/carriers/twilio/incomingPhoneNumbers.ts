import { readPhoneNumber } from "../phoneNumber.ts";
import type { TwilioNumber } from "../settings.ts";
import { phoneNumberSid } from "./account.ts";
import type { TwilioAccount } from "./account.ts";
import { badRequest } from "./errors.ts";
import { parameter, refuseUnemulated } from "./form.ts";
import { numberParameters } from "./numberParameters.ts";
import { fieldsOf, readParameters } from "./parameters.ts";
import { accountUri, apiVersion, rfc2822 } from "./resource.ts";

/** They name resources that the stand-in lacks. */
const unemulated = [
  "AccountSid",
  "AddressSid",
  "BundleSid",
  "EmergencyAddressSid",
  "IdentitySid",
  "SmsApplicationSid",
  "TrunkSid",
  "VoiceApplicationSid",
];

/** The account's numbers that match a query; `*` stands for any digit [.../incomingphonenumber-resource]. */
export function listNumbers({ settings }: TwilioAccount, query: URLSearchParams): TwilioNumber[] {
  const wanted = query.get("PhoneNumber");
  const name = query.get("FriendlyName");
  const pattern =
    wanted === null ? undefined : new RegExp(wanted.replace(/[^\d*]/g, "").replaceAll("*", String.raw`\d`));
  return settings.numbers.filter(
    (number) =>
      (pattern?.test(number.phoneNumber) ?? true) &&
      (name === null || name === nameOf(number)) &&
      query.get("Beta") !== "true" &&
      (query.get("Origin") ?? "twilio") === "twilio",
  );
}

export function findNumber({ settings }: TwilioAccount, sid: string): TwilioNumber | undefined {
  return settings.numbers.find(({ phoneNumber }) => phoneNumberSid(phoneNumber) === sid);
}

/** Buys a number that is for sale, or throws Twilio's error. */
export function buyNumber(account: TwilioAccount, form: URLSearchParams, now: Date): TwilioNumber {
  const { settings } = account;
  refuseUnemulated(form, unemulated);
  const chosen = chooseNumber(account, form);
  if (settings.trial && settings.numbers.length > 0)
    throw badRequest(
      21404,
      "Trial accounts are allowed only one Twilio number. To purchase additional numbers, please upgrade your account.",
    );
  const at = now.toISOString();
  const number = {
    ...chosen,
    parameters: readParameters(form, numberParameters),
    createdAt: at,
    updatedAt: at,
  };
  account.settings = {
    ...settings,
    availableNumbers: settings.availableNumbers.filter((other) => other !== chosen),
    numbers: [...settings.numbers, number],
  };
  return number;
}

/** Codes and area code 533 are those of Twilio's test credentials [twilio.com/docs/iam/test-credentials]. */
function chooseNumber({ settings }: TwilioAccount, form: URLSearchParams) {
  const wanted = parameter(form, "PhoneNumber");
  const areaCode = parameter(form, "AreaCode");
  if (wanted === undefined && areaCode === undefined)
    throw badRequest(21421, "PhoneNumber or AreaCode is required");
  if (wanted === undefined) {
    const inArea = settings.availableNumbers.find((one) => one.phoneNumber.startsWith(`+1${areaCode ?? ""}`));
    if (inArea === undefined)
      throw badRequest(21452, `No phone numbers found in area code ${(areaCode ?? "").slice(0, 64)}`);
    return inArea;
  }
  const e164 = readPhoneNumber(wanted)?.e164;
  if (e164 === undefined) throw badRequest(21421, `${wanted.slice(0, 64)} is not a valid number`);
  const forSale = settings.availableNumbers.find(({ phoneNumber }) => phoneNumber === e164);
  if (forSale === undefined) throw badRequest(21422, `${e164} is not available`);
  return forSale;
}

export function updateNumber(
  account: TwilioAccount,
  number: TwilioNumber,
  form: URLSearchParams,
  now: Date,
): TwilioNumber {
  refuseUnemulated(form, unemulated);
  const parameters = { ...number.parameters, ...readParameters(form, numberParameters) };
  const updated = { ...number, parameters, updatedAt: now.toISOString() };
  account.settings = {
    ...account.settings,
    numbers: account.settings.numbers.map((other) => (other === number ? updated : other)),
  };
  return updated;
}

/** Releases a number to Twilio: no service has it any longer, and nobody can buy it at once. */
export function releaseNumber(account: TwilioAccount, { phoneNumber }: TwilioNumber): void {
  const { settings } = account;
  account.settings = {
    ...settings,
    numbers: settings.numbers.filter((other) => other.phoneNumber !== phoneNumber),
    messagingServices: settings.messagingServices.map((service) => ({
      ...service,
      numbers: service.numbers.filter((other) => other !== phoneNumber),
    })),
  };
}

export function numberView(account: TwilioAccount, number: TwilioNumber): Record<string, unknown> {
  const sid = phoneNumberSid(number.phoneNumber);
  const created = new Date(number.createdAt ?? account.openedAt);
  return {
    ...fieldsOf(numberParameters, number.parameters ?? {}),
    sid,
    account_sid: account.accountSid,
    phone_number: number.phoneNumber,
    friendly_name: nameOf(number),
    address_requirements: "none",
    address_sid: null,
    api_version: apiVersion,
    beta: false,
    bundle_sid: null,
    capabilities: { voice: number.voice, sms: number.sms, mms: false, fax: false },
    date_created: rfc2822(created),
    date_updated: rfc2822(new Date(number.updatedAt ?? created)),
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    identity_sid: null,
    origin: "twilio",
    sms_application_sid: "",
    status: "in-use",
    trunk_sid: null,
    uri: `${accountUri(account.accountSid)}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: "",
  };
}

function nameOf({ phoneNumber, parameters }: TwilioNumber): string {
  const name = parameters?.FriendlyName;
  return typeof name === "string" ? name : (readPhoneNumber(phoneNumber)?.national ?? phoneNumber);
}
