import { expect, test } from "vitest";
import { replyFault } from "../../../commands/adopt/command/questions.ts";

test.each([
  ["plivoFrom", "+14152586901", undefined],
  ["plivoFrom", "", undefined],
  ["plivoFrom", "14152586901", '("14152586901") has no plus sign. Enter +14152586901'],
  ["plivoFrom", "ACME", '("ACME") is an alphanumeric sender ID'],
  ["plivo:authId", "14152586901", undefined],
])("%s, with the reply %j: %s", (key, text, fault) => {
  expect(replyFault(key, text)).toBe(fault);
});
