import { createRequire } from "node:module";
import type * as Library from "libphonenumber-js/min";

// Required when the first number is read, since a policy pack reads none: an import of its hundred files
// takes a seventh of the pack's start.
const library = (): typeof Library =>
  createRequire(import.meta.url)("libphonenumber-js/min") as typeof Library;

/** What is wrong with a phone number, with one that would do; `undefined` where it is in E.164 form. */
export function numberFault(text: string): { what: string; better: string } | undefined {
  const number = library().parsePhoneNumberFromString(text);
  if (number?.isValid() === true && number.number === text) return undefined;
  return {
    what: `(${JSON.stringify(text)}) is not a phone number in E.164 form`,
    better: number?.isValid() === true ? number.number : "+15551234567",
  };
}
