import fc from "fast-check";
import { expect, test } from "vitest";
import { newOtp, opensWith, readOtp, sealOtp } from "../../../../sandbox/auth0/mfa/otp.ts";

test("generates six digits, evenly distributed, with leading zeros", () => {
  const drawn = Array.from({ length: 20_000 }, () => newOtp(6));
  expect(drawn.every((code) => /^[0-9]{6}$/.test(code))).toBe(true);
  for (const place of [0, 5]) {
    for (const digit of "0123456789") {
      const share = drawn.filter((code) => code[place] === digit).length / drawn.length;
      // Ten standard deviations: a biased draw is far outside, and a fair one never is.
      expect(Math.abs(share - 0.1)).toBeLessThan(0.022);
    }
  }
  expect(new Set(drawn).size).toBeGreaterThan(19_000);
});

test.each([
  ["123456", "123456"],
  [" 123 456 ", "123456"],
  ["123-456", "123456"],
  ["000000", "000000"],
])("reads %j as %s", (typed, code) => {
  expect(readOtp(typed, 6)).toBe(code);
});

test.each([
  "",
  "12345",
  "1234567",
  "0123456",
  "12345a",
  "1e5000",
  "0x1234",
  "１２３４５６",
  "١٢٣٤٥٦",
  "123\u0000456",
  "123\n456",
  "......",
  "%%%%%%",
  "[0-9]{6}",
  123456,
  null,
  undefined,
  ["123456"],
  { code: "123456" },
])("does not accept %j as a code", (typed) => {
  expect(readOtp(typed, 6)).toBeUndefined();
});

test("generates and reads codes of the requested length only", () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 10 }), fc.integer({ min: 4, max: 10 }), (length, other) => {
      const code = newOtp(length);
      expect(code).toMatch(new RegExp(`^[0-9]{${length}}$`));
      expect(sealOtp(code).length).toBe(length);
      expect(readOtp(`${code.slice(0, 2)}-${code.slice(2)}`, length)).toBe(code);
      expect(readOtp(code, other)).toBe(other === length ? code : undefined);
    }),
  );
});

test("matches its own code only, and has a different hash each time", () => {
  const codes = fc.integer({ min: 0, max: 999_999 }).map((value) => String(value).padStart(6, "0"));
  fc.assert(
    fc.property(codes, codes, (code, other) => {
      const sealed = sealOtp(code);
      expect(opensWith(sealed, code)).toBe(true);
      expect(opensWith(sealed, other)).toBe(code === other);
      expect(sealOtp(code).hash.equals(sealed.hash)).toBe(false);
    }),
  );
});
