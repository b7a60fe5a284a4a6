import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Whether a text is a phone number in E.164 form, as in `+15551234567`. */
export function isE164(text: string): boolean {
  const number = parsePhoneNumberFromString(text);
  return number?.isValid() === true && number.number === text;
}

/** `AC` and 32 hex digits. */
export const isTwilioAccountSid = (text: string): boolean => /^AC[0-9a-f]{32}$/i.test(text);

/** `MG` and 32 hex digits. */
export const isMessagingServiceSid = (text: string): boolean => /^MG[0-9a-f]{32}$/i.test(text);
