import { expect, test } from "vitest";
import { hidden, printable } from "../../findings/words/printable.ts";

test.each([
  ["no value", undefined, "(empty)"],
  ["null", null, "(empty)"],
  ["an empty text", "", "(empty)"],
  ["a number", 0, "0"],
  ["an object", { on: true }, '{"on":true}'],
  ["a password in a URL", "https://user:word@example.com/x", "https://…@example.com/x"],
  ["a long run of letters and digits", "key a1b2c3d4e5f6g7h8i9j0k", "key …"],
  ["a long word", "a-word-that-is-abcdefghijklmnopqrstuvwx", "a-word-that-is-abcdefghijklmnopqrstuvwx"],
  ["Twilio's name of an account", `AC${"0".repeat(32)}`, `AC${"0".repeat(32)}`],
  ["what looks like a secret", ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dc"].join("_"), hidden],
])("%s is printed as intended", (_, value, printed) => {
  expect(printable(value)).toBe(printed);
});

test("a long text is truncated", () => {
  expect(printable("word ".repeat(100), 20).length).toBeLessThanOrEqual(21);
});
