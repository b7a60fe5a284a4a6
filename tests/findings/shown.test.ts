import { expect, test } from "vitest";
import { inMarkdown } from "../../findings/words/markdown.ts";
import { shown } from "../../findings/changes/tell.ts";

test.each([
  ["a value", "always", "`always`"],
  ["a secret", "[secret]", "(secret)"],
  ["a value with a secret in it", { token: "[secret]" }, "(secret)"],
  ...[
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    "output<string>",
  ].flatMap((mark): [string, unknown, string][] => [
    [`a value that the up alone knows, ${mark},`, mark, "(known during the update)"],
    [`a list with such a value, ${mark},`, ["a", mark], "(known during the update)"],
  ]),
  ["no value", undefined, "(empty)"],
  ["null", null, "(empty)"],
  ["an empty text", "", "(empty)"],
])("%s is shown as what it is, and only a value is shown as a value", (_, value, text) => {
  expect(inMarkdown(shown(value))).toBe(text);
});
