import { expect, test } from "vitest";
import { oneLine } from "../../mfa/oneLine.ts";

test("a tenant's text has no line breaks, control characters or changes of direction", () => {
  expect(oneLine("a\r\nb\u0007c\u202ed\u2028e")).toBe("a b c d e");
});

test("a longer text is truncated to the limit, with an ellipsis", () => {
  expect(oneLine("x".repeat(300))).toBe("x".repeat(300));
  expect(oneLine("x".repeat(301))).toBe(`${"x".repeat(299)}…`);
  expect([oneLine("abc", 3), oneLine("abcd", 3)]).toEqual(["abc", "ab…"]);
});
