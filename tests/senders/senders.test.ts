import { expect, test } from "vitest";
import { actionSenders, isSenderName, senderNames } from "../../senders/index.ts";

test.each([
  ["twilio", true],
  ["plivo", true],
  ["custom", false],
  ["toString", false],
  ["", false],
  [undefined, false],
  [["twilio"], false],
])("whether %j is a sender: %s", (name, is) => {
  expect(isSenderName(name)).toBe(is);
});

test("the senders are Twilio and Plivo, and only Plivo is an Action", () => {
  expect(senderNames).toEqual(["twilio", "plivo"]);
  expect(actionSenders.map(({ kind }) => kind)).toEqual(["plivo"]);
});
