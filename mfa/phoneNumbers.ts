import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** What is wrong with a phone number, with one that would do; `undefined` where it is in E.164 form. */
export function numberFault(text: string): { what: string; better: string } | undefined {
  const number = parsePhoneNumberFromString(text);
  if (number?.isValid() === true && number.number === text) return undefined;
  return {
    what: `(${JSON.stringify(text)}) is not a phone number in E.164 form`,
    better: number?.isValid() === true ? number.number : "+15551234567",
  };
}
