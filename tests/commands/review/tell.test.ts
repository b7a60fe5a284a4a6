import { expect, test } from "vitest";
import { shown } from "../../../findings/changes/tell.ts";
import { plain } from "../../../findings/words/Text.ts";

test.each([
  ["a value", "always", "always"],
  ["a secret", "[secret]", "(secret)"],
  ["a value with a secret in it", { token: "[secret]" }, "(secret)"],
  ["a value that the up alone knows", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "(known at the up)"],
  ["no value", undefined, "(empty)"],
  ["an empty text", "", "(empty)"],
])("%s is shown as such", (_, value, text) => {
  expect(plain(shown(value))).toBe(text);
});
