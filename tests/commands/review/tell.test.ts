import { expect, test } from "vitest";
import { inMarkdown } from "../../../findings/words/markdown.ts";
import { shown } from "../../../findings/changes/tell.ts";

test.each([
  ["a value", "always", "`always`"],
  ["a secret", "[secret]", "(secret)"],
  ["a value with a secret in it", { token: "[secret]" }, "(secret)"],
  ["a value that the up alone knows", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "(known during the update)"],
  ["no value", undefined, "(empty)"],
  ["null", null, "(empty)"],
  ["an empty text", "", "(empty)"],
])("%s is shown as what it is, and only a value is shown as a value", (_, value, text) => {
  expect(inMarkdown(shown(value))).toBe(text);
});
