import { expect, test } from "vitest";
import type { PlivoFacts } from "../../../senders/plivo/account.ts";
import { checkPlivo } from "../../../senders/plivo/doctor.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { described } from "../../support/doctor/described.ts";

const sender = { kind: "plivo", authId: "MA1", authToken: "x", from: "+15005550006" } as const;
const account = { credits: 100, type: "standard" };
const failureOf = (kind: "server" | "missing") =>
  new CallFailure({ kind, what: "read it", why: "api.plivo.com returned 503", remedy: "Try again." });

/** The findings about an account, each with its status first. */
const said = (facts: PlivoFacts, authId = "MA1"): string[] =>
  checkPlivo({ ...sender, authId }, facts).map(described);

test("an account that can't be read is reported, and the rest as not checked", () => {
  expect(said({ account: failureOf("server") })).toEqual([
    "failed: account MA1: api.plivo.com returned 503",
    "not checked: credits and number not checked, because the account can't be read",
  ]);
});

test.each([
  [-3, "failed: credits -3.00 USD: nothing can be sent"],
  [0, "failed: credits 0.00 USD: nothing can be sent"],
  [0.01, "warning: credits 0.01 USD: low"],
  [4.99, "warning: credits 4.99 USD: low"],
  [5, "ok: credits 5.00 USD"],
])("credits of %d", (credits, expected) => {
  expect(said({ account: { ...account, credits } }).at(-1)).toBe(expected);
});

test("a sub-account has no credits of its own to check", () => {
  expect(said({ account: { ...account, credits: undefined } })).toEqual([
    "ok: account MA1: credentials accepted",
  ]);
});

test.each<[string, PlivoFacts["number"], string]>([
  ["sends texts", { sms: true }, "ok: number +1 500 555 0006: sms"],
  ["can't send texts", { sms: false }, "failed: number +1 500 555 0006 can't send text messages"],
  ["is another's", failureOf("missing"), "failed: number +1 500 555 0006 does not belong to the account"],
  ["can't be read", failureOf("server"), "failed: number +1 500 555 0006: api.plivo.com returned 503"],
])("a number that %s", (_, number, expected) => {
  expect(said({ account, ...(number && { number }) }).at(-1)).toBe(expected);
});

test("a number that a sub-account does not have may belong to its main account", () => {
  expect(said({ account, number: failureOf("missing") }, "SA1").at(-1)).toBe(
    "warning: number +1 500 555 0006 does not belong to sub-account SA1",
  );
});
