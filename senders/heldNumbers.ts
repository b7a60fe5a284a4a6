import { isE164 } from "../mfa/phoneNumbers.ts";

/** Those of a stack file's values that are phone numbers. */
export const numbersAmong = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === "string" && isE164(value));

/** Numbers as the settings of a local account have them. */
export const heldNumbers = (numbers: readonly string[]) =>
  [...new Set(numbers)].map((phoneNumber) => ({ phoneNumber, sms: true, voice: true }));
