import { isE164 } from "../mfa/phoneNumbers.ts";

/** The phone numbers among a stack file's values. */
export const numbersAmong = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === "string" && isE164(value));

/** Numbers in the form of a local account's settings. */
export const heldNumbers = (numbers: readonly string[]) =>
  [...new Set(numbers)].map((phoneNumber) => ({ phoneNumber, sms: true, voice: true }));
