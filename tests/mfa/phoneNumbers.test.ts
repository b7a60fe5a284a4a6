import fc from "fast-check";
import { expect, test } from "vitest";
import { isE164, isOtherSender, numberFault, readable } from "../../mfa/phoneNumbers.ts";

test.each(["+14152586901", "+15005550006", "+4930123456", "+447911123456", "+420777123456"])(
  "%s is accepted",
  (number) => {
    expect(numberFault(number)).toBeUndefined();
  },
);

test.each([
  ["14152586901", "has no plus sign", "+14152586901"],
  ["1.4152586901e10", "has no plus sign", "+14152586901"],
  ["1.4152586901E+10", "has no plus sign", "+14152586901"],
  ["1-415-258-6901", "has no plus sign", "+14152586901"],
  ["491711234567", "has no plus sign", "+491711234567"],
  ["+1 (415) 258-6901", "not in E.164 form", "+14152586901"],
  ["+44 (0)20 7946 0958", "not in E.164 form", "+442079460958"],
  ["0014152586901", "not in E.164 form", "+14152586901"],
  ["00 49 30 123456", "not in E.164 form", "+4930123456"],
  ["01149301234567", "not in E.164 form", "+49301234567"],
  [" +14152586901\n", "not in E.164 form", "+14152586901"],
  ["tel:+1-415-258-6901", "not in E.164 form", "+14152586901"],
  ["whatsapp:+14152586901", 'begins with "whatsapp:"', "+14152586901"],
  // What a copy brings along.
  ["'+14152586901'", "not in E.164 form", "+14152586901"],
  ['"+14152586901",', "not in E.164 form", "+14152586901"],
  ["\u202a+1 415 258 6901\u202c", "not in E.164 form", "+14152586901"],
  ["+1\u00a0415\u2011258\u20116901", "not in E.164 form", "+14152586901"],
  ["\uff0b\uff11\uff14\uff11\uff152586901", "not in E.164 form", "+14152586901"],
  ["(+1)4152586901", "not in E.164 form", "+14152586901"],
  ["++14152586901", "not in E.164 form", "+14152586901"],
])("%j: %s, proposes %s", (text, what, better) => {
  const fault = numberFault(text);
  expect(fault?.what).toContain(what);
  expect(fault?.better).toBe(better);
});

test.each([
  // Ten digits that are an American number, and with a plus sign may be somebody's elsewhere.
  ["4152586901", "no country code"],
  ["(415) 258-6901", "no country code"],
  ["030 123456", "no country code"],
  ["13812345678", "no country code"],
  ["5551234", "no country code"],
  // A spreadsheet has rounded it.
  ["1.41526E+10", "scientific notation"],
  ["1.4152586E+10", "scientific notation"],
  ["+1415258690", "too short"],
  ["+141525869011", "too long"],
  ["+99912345678", "not begin with a country code"],
  ["+15551234567", "not in a range of assigned phone numbers"],
  ["+15005550006<+15005550007", "not a phone number"],
  ["sip:me@example.com", 'begins with "sip:"'],
  ["", "not a phone number"],
  ["83", "not a phone number"],
  ["My Company Inc", "not a phone number"],
  ["839", "not a phone number"],
  ["5349", "not a phone number"],
  ["72345", "is a short code"],
  ["834567", "is a short code"],
  ["+72345", "is a short code"],
  ["'72345'", "is a short code"],
  ["ACME", "is an alphanumeric sender ID"],
  ["7-Eleven", "is an alphanumeric sender ID"],
])("%j: %s, proposes no number", (text, what) => {
  const fault = numberFault(text);
  expect(fault?.what).toContain(what);
  expect(fault).not.toHaveProperty("better");
  expect(fault && isOtherSender(fault)).toBe(/^is an? /.test(what));
});

test("proposes no number that lost a digit: Russia's 8 is dropped as a prefix", () => {
  expect(numberFault("whatsapp:+783000000000")).not.toHaveProperty("better");
});

test("a proposed number is valid, and has the digits that were given", () => {
  const text = fc.oneof(
    fc.string(),
    fc.integer({ min: 0, max: 10 ** 15 }).map(String),
    fc
      .tuple(
        fc.constantFrom("", "+", "00", "tel:", "whatsapp:+"),
        fc.integer({ min: 10 ** 6, max: 10 ** 13 }),
      )
      .map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (given) => {
      const { better } = numberFault(given) ?? {};
      if (better === undefined) return;
      expect(numberFault(better)).toBeUndefined();
      expect(isE164(better)).toBe(true);
      // "+44 (0)20 …" has a zero that is not of the number.
      const digits = (text: string) => text.replaceAll(/\D|0/g, "");
      expect(digits(given)).toContain(digits(better));
    }),
    { numRuns: 2000 },
  );
});

test("shows invisible characters in a number", () => {
  expect(numberFault("+1415258690\u200b1")?.what).toContain(String.raw`("+1415258690\u200b1")`);
});

test.each([
  ["+14155550100", "+1 415 555 0100"],
  ["+442071838750", "+44 20 7183 8750"],
  ["+15550100001", "+1 555 010 0001"],
  ["MG0123", "MG0123"],
  ["none", "none"],
  ["4155550100", "4155550100"],
])("%s is displayed as %s", (number, shown) => {
  expect(readable(number)).toBe(shown);
});

test("does not show a text that is too long for a number, because it may be a token", () => {
  expect(numberFault("f".repeat(25))?.what).not.toContain("ff");
  expect(numberFault("f".repeat(24))?.what).toContain("f".repeat(24));
});
