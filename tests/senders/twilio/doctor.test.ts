import { expect, test } from "vitest";
import type { TwilioFacts } from "../../../senders/twilio/account.ts";
import { checkTwilio } from "../../../senders/twilio/doctor.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";

const sender = { kind: "twilio", accountSid: "AC1", authToken: "x", from: "+15005550006" } as const;
const account = { status: "active", type: "Full" };
const failure = new CallFailure({
  kind: "server",
  what: "read it",
  why: "api.twilio.com answered 503.",
  remedy: "Try again.",
});

/** What is said of an account, each with its status in front. */
const said = (facts: TwilioFacts): string[] =>
  checkTwilio(["sms"], sender, facts).map(({ status, what }) => `${status}: ${what}`);

test("an account that can't be read is said, and that the rest could not be looked at", () => {
  expect(said({ account: failure })).toEqual([
    "failed: account AC1: api.twilio.com answered 503.",
    "not checked: balance and number",
  ]);
});

test.each([
  [-3, "failed: balance -3.00 USD: nothing can be sent"],
  [0, "failed: balance 0.00 USD: nothing can be sent"],
  [0.01, "warning: balance 0.01 USD: low"],
  [4.99, "warning: balance 4.99 USD: low"],
  [5, "ok: balance 5.00 USD"],
])("a balance of %d", (amount, expected) => {
  expect(said({ account, balance: { amount, currency: "USD" } }).at(-1)).toBe(expected);
});

test("a balance that can't be read keeps nothing else from being looked at", () => {
  const numbers = [{ phoneNumber: sender.from, sms: true, voice: false }];
  expect(said({ account, balance: failure, numbers })).toEqual([
    "ok: account AC1: active, credentials accepted",
    "not checked: the balance: api.twilio.com answered 503.",
    "ok: number +15005550006: sms",
  ]);
});

test.each<[string, TwilioFacts["serviceNumbers"], string]>([
  ["none", [], "failed: Messaging Service MG1 has no number that sends text messages"],
  [
    "one that only calls",
    [{ phoneNumber: "+1", sms: false, voice: true }],
    "failed: Messaging Service MG1 has no number that sends text messages",
  ],
  ["one that sends", [{ phoneNumber: "+1", sms: true, voice: true }], "ok: Messaging Service MG1: 1 number"],
  ["numbers that can't be read", failure, "failed: Messaging Service MG1: api.twilio.com answered 503."],
])("a Messaging Service with %s", (_, serviceNumbers, expected) => {
  expect(said({ account, serviceSid: "MG1", ...(serviceNumbers && { serviceNumbers }) }).at(-1)).toBe(
    expected,
  );
});
