import { expect, test } from "vitest";
import { maskPhoneNumber, readPhoneNumber } from "../../../../sandbox/auth0/mfa/phoneNumber.ts";

test.each([
  ["US", "(415) 555-2671", "+14155552671"],
  ["US", "+1 415 555 2671", "+14155552671"],
  ["DE", "0170 1234567", "+491701234567"],
  ["GB", "07400 123456", "+447400123456"],
  ["GB", "+44 (0)7400 123456", "+447400123456"],
  ["US", "+44 7400 123456", "+447400123456"],
  ["FR", "06 12 34 56 78", "+33612345678"],
  ["JP", "090-1234-5678", "+819012345678"],
  ["IN", "081234 56789", "+918123456789"],
  ["BR", "(11) 96123-4567", "+5511961234567"],
  ["AU", "0412 345 678", "+61412345678"],
  ["IT", "312 345 6789", "+393123456789"],
])("reads %s %s as %s", (country, typed, number) => {
  expect(readPhoneNumber(typed, country)).toEqual({ number });
});

test.each([
  ["US", "", "no-phone"],
  ["US", "   ", "no-phone"],
  ["US", "call me", "invalid-phone-format"],
  ["US", "+14155552671;ext=1", "invalid-phone-format"],
  ["US", "tel:+14155552671", "invalid-phone-format"],
  ["US", "*674155552671", "invalid-phone-format"],
  ["US", "4155552671,4155552672", "invalid-phone-format"],
  ["US", "4155552671\r\n+14155552672", "invalid-phone-format"],
  ["US", "４１５５５５２６７１", "invalid-phone-format"],
  ["US", "+14155552671<+4917012345", "invalid-phone-format"],
  ["US", "911", "invalid-phone"],
  ["US", "12345", "invalid-phone"],
  ["US", "+1234567890123456", "invalid-phone"],
  ["US", "1415555267", "invalid-phone"],
  ["XX", "4155552671", "invalid-phone"],
  ["DE", "123", "invalid-phone"],
  ["GB", "0999", "invalid-phone"],
  ["FR", "0012345678", "invalid-phone"],
  ["JP", "1234", "invalid-phone"],
  ["IN", "00000", "invalid-phone"],
  ["BR", "1234567", "invalid-phone"],
  ["AU", "0000", "invalid-phone"],
  ["IT", "12", "invalid-phone"],
  ["ES", "12345678", "invalid-phone"],
] as const)("rejects %s %j: %s", (country, typed, fault) => {
  expect(readPhoneNumber(typed, country)).toEqual({ fault });
});

test("reads only strings", () => {
  for (const typed of [undefined, 4155552671, ["4155552671"], {}]) {
    expect(readPhoneNumber(typed, "US")).toHaveProperty("fault");
  }
});

test("shows the last four digits only", () => {
  expect(maskPhoneNumber("+14155552671")).toBe("XXXXXXX2671");
});
