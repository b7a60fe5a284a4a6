import { expect, test } from "vitest";
import type { TwilioFacts } from "../../../senders/twilio/account.ts";
import { checkTwilio } from "../../../senders/twilio/doctor.ts";
import type { ServiceSenders } from "../../../senders/twilio/service.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { described } from "../../support/doctor/described.ts";

const sender = { kind: "twilio", accountSid: "AC1", authToken: "x", from: "+15005550006" } as const;
const account = { status: "active", type: "Full" };
const failure = new CallFailure({
  kind: "server",
  what: "read it",
  why: "api.twilio.com returned 503",
  remedy: "Try again.",
});

/** The findings about an account, each with its status first. */
const said = (facts: TwilioFacts): string[] => checkTwilio(["sms"], sender, facts).map(described);

test("an account that can't be read is reported, and the rest as not checked", () => {
  expect(said({ account: failure })).toEqual([
    "failed: account AC1: api.twilio.com returned 503",
    "not checked: balance and number not checked, because the account can't be read",
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

test("a balance that can't be read does not stop the other checks", () => {
  const numbers = [{ phoneNumber: sender.from, sms: true, voice: false }];
  expect(said({ account, balance: failure, numbers })).toEqual([
    "ok: account AC1: active, credentials accepted",
    "not checked: balance not checked, because api.twilio.com returned 503",
    "ok: number +1 500 555 0006: sms",
  ]);
});

test.each<[TwilioFacts["heldNumbers"], string[]]>([
  [[], []],
  [
    [{ number: sender.from, service: '"Marketing" (MG2)' }],
    [
      'failed: number +1 500 555 0006 belongs to the Messaging Service "Marketing" (MG2), and can\'t be attached to a second one',
    ],
  ],
  [failure, ["not checked: other Messaging Services not checked, because api.twilio.com returned 503"]],
])("numbers that another Messaging Service has: %j", (heldNumbers, expected) => {
  expect(said({ account, ...(heldNumbers && { heldNumbers }) }).slice(1)).toEqual(expected);
});

const none: ServiceSenders = { numbers: 0, shortCodes: 0, alphanumeric: 0, rcs: 0, unread: [] };

test.each<[string, TwilioFacts["serviceSenders"], string[]]>([
  ["none", none, ["failed: Messaging Service MG1 has no sender ID for text messages"]],
  ["a number", { ...none, numbers: 1 }, ["ok: Messaging Service MG1: 1 number"]],
  [
    "senders of each kind",
    { ...none, numbers: 2, shortCodes: 1, alphanumeric: 2, rcs: 1 },
    ["ok: Messaging Service MG1: 2 numbers, 1 short code, 2 alphanumeric sender IDs, 1 RCS sender"],
  ],
  [
    "a short code",
    { ...none, shortCodes: 1 },
    [
      "ok: Messaging Service MG1: 1 short code",
      "warning: Messaging Service MG1 has no number: a short code reaches only its own country",
    ],
  ],
  [
    "an alphanumeric sender ID, and short codes that can't be read",
    { ...none, alphanumeric: 1, unread: [failure] },
    [
      "ok: Messaging Service MG1: 1 alphanumeric sender ID",
      "warning: Messaging Service MG1 has no number: an alphanumeric sender ID reaches only some countries, not the US or Canada",
    ],
  ],
  [
    "an RCS sender",
    { ...none, rcs: 1 },
    [
      "ok: Messaging Service MG1: 1 RCS sender",
      "warning: Messaging Service MG1 has no number: an RCS sender reaches only phones that have RCS",
    ],
  ],
  [
    "no number, and other senders that can't be read",
    { ...none, unread: [failure] },
    [
      "warning: Messaging Service MG1 has no number, and its other sender IDs can't be read: api.twilio.com returned 503",
    ],
  ],
  ["senders that can't be read", failure, ["failed: Messaging Service MG1: api.twilio.com returned 503"]],
])("a Messaging Service with %s", (_, serviceSenders, expected) => {
  expect(said({ account, serviceSid: "MG1", ...(serviceSenders && { serviceSenders }) }).slice(1)).toEqual(
    expected,
  );
});
