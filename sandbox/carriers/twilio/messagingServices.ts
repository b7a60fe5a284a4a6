import { createHash } from "node:crypto";
import type { MessagingService, TwilioNumber } from "../settings.ts";
import { readPhoneNumber } from "../phoneNumber.ts";
import { phoneNumberSid } from "./account.ts";
import type { TwilioAccount } from "./account.ts";
import { notFound, TwilioError } from "./errors.ts";
import { parameter } from "./form.ts";
import { findNumber } from "./incomingPhoneNumbers.ts";
import { fieldsOf, missing, readParameters } from "./parameters.ts";
import { newSid } from "./resource.ts";
import { serviceParameters } from "./serviceParameters.ts";

export const servicesUrl = "https://messaging.twilio.com/v1/Services";

export function findService({ settings }: TwilioAccount, sid: string): MessagingService | undefined {
  return settings.messagingServices.find((service) => service.sid === sid);
}

export function createService(account: TwilioAccount, form: URLSearchParams, now: Date): MessagingService {
  if (parameter(form, "FriendlyName") === undefined) throw missing("FriendlyName");
  const at = now.toISOString();
  const service = {
    sid: newSid("MG"),
    numbers: [],
    parameters: readParameters(form, serviceParameters),
    createdAt: at,
    updatedAt: at,
  };
  replaceServices(account, (services) => [...services, service]);
  return service;
}

export function updateService(
  account: TwilioAccount,
  service: MessagingService,
  form: URLSearchParams,
  now: Date,
): MessagingService {
  const parameters = { ...service.parameters, ...readParameters(form, serviceParameters) };
  return replaceService(account, { ...service, parameters, updatedAt: now.toISOString() });
}

/** Its numbers stay in the account. */
export function deleteService(account: TwilioAccount, { sid }: MessagingService): void {
  replaceServices(account, (services) => services.filter((other) => other.sid !== sid));
}

/** Makes one of the account's numbers a sender of the service. A number belongs to at most one service. */
export function addNumber(
  account: TwilioAccount,
  service: MessagingService,
  form: URLSearchParams,
): TwilioNumber {
  const sid = parameter(form, "PhoneNumberSid");
  if (sid === undefined) throw missing("PhoneNumberSid");
  const number = findNumber(account, sid);
  if (number === undefined)
    throw notFound(`/Services/${service.sid}/PhoneNumbers/${encodeURIComponent(sid.slice(0, 64))}`);
  const holder = account.settings.messagingServices.find(({ numbers }) =>
    numbers.includes(number.phoneNumber),
  );
  if (holder?.sid === service.sid)
    throw new TwilioError(409, 21710, "Phone Number or Short Code is already in the Messaging Service.");
  if (holder !== undefined)
    throw new TwilioError(
      409,
      21712,
      "Phone Number or Short Code is associated with another Messaging Service.",
    );
  replaceService(account, { ...service, numbers: [...service.numbers, number.phoneNumber] });
  return number;
}

/** The service's number with that SID. */
export function numberOf(
  account: TwilioAccount,
  service: MessagingService,
  sid: string,
): TwilioNumber | undefined {
  const number = findNumber(account, sid);
  return number !== undefined && service.numbers.includes(number.phoneNumber) ? number : undefined;
}

export function removeNumber(
  account: TwilioAccount,
  service: MessagingService,
  { phoneNumber }: TwilioNumber,
): void {
  replaceService(account, {
    ...service,
    numbers: service.numbers.filter((other) => other !== phoneNumber),
  });
}

export function serviceView(
  account: TwilioAccount,
  service: MessagingService,
): { sid: string } & Record<string, unknown> {
  const url = `${servicesUrl}/${service.sid}`;
  const { created, updated } = dates(account, service);
  return {
    ...fieldsOf(serviceParameters, service.parameters ?? {}),
    sid: service.sid,
    account_sid: account.accountSid,
    date_created: created,
    date_updated: updated,
    us_app_to_person_registered: false,
    url,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
    },
  };
}

/** A number in its service. The date when it was added is not stored; the service's own dates are used. */
export function serviceNumberView(
  account: TwilioAccount,
  service: MessagingService,
  { phoneNumber, sms, voice }: TwilioNumber,
): { sid: string } & Record<string, unknown> {
  const sid = phoneNumberSid(phoneNumber);
  const { created } = dates(account, service);
  return {
    sid,
    account_sid: account.accountSid,
    service_sid: service.sid,
    phone_number: phoneNumber,
    country_code: readPhoneNumber(phoneNumber)?.countries[0] ?? null,
    capabilities: [...(voice ? ["Voice"] : []), ...(sms ? ["SMS"] : [])],
    date_created: created,
    date_updated: created,
    url: `${servicesUrl}/${service.sid}/PhoneNumbers/${sid}`,
  };
}

/** The short codes of a service [twilio.com/docs/messaging/api/services-shortcode-resource]. */
export const shortCodeViews = (account: TwilioAccount, service: MessagingService) =>
  (service.shortCodes ?? []).map((code) => ({
    ...senderView(account, service, { kind: "SC", sender: code, list: "ShortCodes" }),
    short_code: code,
    country_code: "US",
    capabilities: ["SMS"],
  }));

/** Its alphanumeric senders [twilio.com/docs/messaging/api/alphasender-resource]. */
export const alphaSenderViews = (account: TwilioAccount, service: MessagingService) =>
  (service.alphaSenders ?? []).map((name) => ({
    ...senderView(account, service, { kind: "AI", sender: name, list: "AlphaSenders" }),
    alpha_sender: name,
    capabilities: ["SMS"],
  }));

function senderView(
  account: TwilioAccount,
  service: MessagingService,
  { kind, sender, list }: { kind: string; sender: string; list: string },
) {
  const sid = kind + createHash("md5").update(sender).digest("hex");
  const { created } = dates(account, service);
  return {
    sid,
    account_sid: account.accountSid,
    service_sid: service.sid,
    date_created: created,
    date_updated: created,
    url: `${servicesUrl}/${service.sid}/${list}/${sid}`,
  };
}

function dates({ openedAt }: TwilioAccount, { createdAt, updatedAt }: MessagingService) {
  const created = createdAt ?? openedAt.toISOString();
  return { created: iso(created), updated: iso(updatedAt ?? created) };
}

/** The newer APIs' dates have no milliseconds. */
const iso = (date: string): string => date.replace(/\.\d+Z$/, "Z");

function replaceService(account: TwilioAccount, changed: MessagingService): MessagingService {
  replaceServices(account, (services) =>
    services.map((other) => (other.sid === changed.sid ? changed : other)),
  );
  return changed;
}

function replaceServices(
  account: TwilioAccount,
  change: (services: MessagingService[]) => MessagingService[],
): void {
  const { settings } = account;
  account.settings = { ...settings, messagingServices: change(settings.messagingServices) };
}
