import { isPermitted, readPhoneNumber } from "../phoneNumber.ts";
import type { PhoneNumber } from "../phoneNumber.ts";
import type { TwilioSettings } from "../settings.ts";
import { badRequest, notEmulated } from "./errors.ts";

/** The number in To. Without a country code, it is read as American, as in an American account. */
export function recipient(to: string): PhoneNumber {
  if (/^(whatsapp|messenger|rcs|sip|client|sim):/i.test(to))
    throw notEmulated(`A recipient that is no phone number (${to.slice(0, to.indexOf(":"))})`);
  const number = readPhoneNumber(to, "US");
  if (number === undefined)
    throw badRequest(21211, `The 'To' number ${to.slice(0, 64)} is not a valid phone number.`);
  return number;
}

/** Checks whether the account's settings allow texting the number. */
export function checkTextRecipient(settings: TwilioSettings, number: PhoneNumber): void {
  const { e164 } = number;
  if (!isPermitted(number, settings.geoPermissions))
    throw badRequest(
      21408,
      `Permission to send an SMS has not been enabled for the region indicated by the 'To' number: ${e164}.`,
    );
  if (number.isLandline) throw badRequest(21614, `'To' number is not a valid mobile number: ${e164}`);
  if (settings.trial && !settings.verifiedNumbers.includes(e164))
    throw badRequest(
      21608,
      `The number ${e164} is unverified. Trial accounts cannot send messages to unverified numbers; verify ${e164} at twilio.com/user/account/phone-numbers/verified, or purchase a Twilio number to send messages to unverified numbers.`,
    );
  if (settings.optedOut.includes(e164)) throw badRequest(21610, "Attempt to send to unsubscribed recipient");
}

/** Checks whether the account may call the number, including landlines; STOP is for texts only. */
export function checkCallRecipient(settings: TwilioSettings, number: PhoneNumber): void {
  const { e164 } = number;
  if (!isPermitted(number, settings.geoPermissions))
    throw badRequest(
      21215,
      `Account not authorized to call ${e164}. Perhaps you need to enable some international permissions.`,
    );
  if (settings.trial && !settings.verifiedNumbers.includes(e164))
    throw badRequest(
      21219,
      `The number ${e164} is unverified. Trial accounts may only make calls to verified numbers.`,
    );
}
