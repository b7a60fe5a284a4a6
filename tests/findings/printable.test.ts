import { expect, test } from "vitest";
import { hidden, printable, printableAdvice } from "../../findings/words/printable.ts";

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

test.each([
  ["without a command is truncated", "word ".repeat(100), `${"word ".repeat(100).slice(0, 19)}…`],
  [
    "with a command is whole",
    `It is wrong. Fix: pulumi config set a '${"word ".repeat(100)}'`,
    `It is wrong. Fix: pulumi config set a '${"word ".repeat(100)}'`,
  ],
  [
    "with a command that must not be shown has none of it",
    "It is wrong. Fix: pulumi config set a a1b2c3d4e5f6g7h8i9j0k",
    `It is wrong. Fix: ${hidden}`,
  ],
])("a message %s", (_, message, printed) => {
  expect(printableAdvice(message, 20)).toBe(printed);
});
