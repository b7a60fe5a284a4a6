import { expect, test } from "vitest";
import { plain } from "../../../findings/words/Text.ts";
import { create, fixture, on, remove, replace, review, same } from "../../commands/review/fixture.ts";

const [service, attachment, number] = ["MessagingService", "MessagingPhoneNumber", "PhoneNumber"] as const;
const name = "+14155552671";

/** A deployed stack that also has this resource. */
const withOne = (kind: string) => [...fixture(), same(kind, name, { friendlyName: "Shop" })];

test.each([
  ["a service created", [...fixture(), create(service, name)], "Twilio Messaging Service created"],
  ["a service deleted", remove(withOne(service), service, name), "Twilio Messaging Service deleted"],
  ["a service replaced", replace(withOne(service), service, name), "Twilio Messaging Service replaced"],
  [
    "a number attached",
    [...fixture(), create(attachment, name)],
    "number attached: +1 415 555 2671 (numbers attached)",
  ],
  [
    "a number removed",
    remove(withOne(attachment), attachment, name),
    "number removed from the Messaging Service: +1 415 555 2671 (numbers removed from the Messaging Service)",
  ],
  [
    "a number attached again",
    replace(withOne(attachment), attachment, name),
    "number attached again: +1 415 555 2671",
  ],
  [
    "a number bought",
    [...fixture(), create(number, name)],
    "number bought: +1 415 555 2671 (numbers bought)",
  ],
  [
    "a number released",
    remove(withOne(number), number, name),
    "number released; anyone can buy it now: +1 415 555 2671 (numbers released)",
  ],
  [
    "a number given up",
    remove(withOne(number), number, name, { retainOnDelete: true }),
    "number removed from the stack, not released: +1 415 555 2671 (numbers removed, not released)",
  ],
  ["a number replaced", replace(withOne(number), number, name), "number replaced: +1 415 555 2671"],
])("%s is reported", (_, steps, expected) => {
  const [change] = review(steps).changes;
  const group = change?.group === change?.event.replaceAll("-", " ") ? "" : ` (${change?.group ?? ""})`;
  expect(`${plain(change?.text ?? [])}${group}`).toBe(expected);
});

test("the order says what becomes of each", () => {
  const steps = [create(service, "twilio-messaging"), create(number, name), create(attachment, name)];
  expect(review(steps).order.map(plain)).toEqual([
    "Twilio Messaging Service created",
    "number +1 415 555 2671 bought",
    "Messaging Service's number +1 415 555 2671 attached",
  ]);
  const gone = steps.map(({ kind, name: one }) => same(kind, one, {}));
  const removed = gone.reduce((all, { kind, name: one }) => remove(all, kind, one), gone);
  expect(review(removed).order.map(plain).sort()).toEqual([
    "Messaging Service's number +1 415 555 2671 removed",
    "Twilio Messaging Service deleted",
    "number +1 415 555 2671 released",
  ]);
});

test("a service's new name is shown", () => {
  const steps = on(withOne(service), service, name, (one) => ({
    ...one,
    op: "update",
    after: one.after && { ...one.after, inputs: { friendlyName: "Store" } },
    paths: [{ path: ["friendlyName"], written: "friendlyName", isGone: false }],
  }));
  expect(review(steps).changes.map(({ text }) => plain(text))).toEqual([
    "Messaging Service's name: Shop → Store",
  ]);
});
