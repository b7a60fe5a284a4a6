import { expect, test } from "vitest";
import {
  addAuthenticator,
  authenticatorsOf,
  removeAuthenticators,
} from "../../../../sandbox/auth0/mfa/authenticators.ts";
import { newTenant } from "../support.ts";

const now = new Date("2026-01-02T03:04:05Z");

/** A user with two phones and a recovery code, beside another one. */
async function enrolled() {
  const {
    tenant: { state },
  } = await newTenant();
  const phones = ["+14155550100", "+14155550101"].map((number) =>
    addAuthenticator(state, "auth0|ada", { number, channel: "sms" }, now),
  );
  addAuthenticator(state, "auth0|bob", { number: "+14155550100", channel: "voice" }, now);
  const recoveryCode = (user_id: string) => ({ user_id }) as (typeof state.recoveryCodes)[number];
  state.recoveryCodes = [recoveryCode("auth0|ada"), recoveryCode("auth0|bob")];
  const of = (user: string) => [
    authenticatorsOf(state, user).length,
    state.recoveryCodes.filter(({ user_id: id }) => id === user).length,
  ];
  return { state, phones, of };
}

test("enrolling the same number again is the same phone, with a different channel", async () => {
  const { state, phones, of } = await enrolled();
  const again = addAuthenticator(state, "auth0|ada", { number: "+14155550100", channel: "voice" }, now);
  expect(again).toBe(phones[0]);
  expect(again.channel).toBe("voice");
  expect(of("auth0|ada")).toEqual([2, 1]);
});

test("a recovery code stays as long as there is a phone that it can replace", async () => {
  const { state, phones, of } = await enrolled();
  removeAuthenticators(state, "auth0|ada", phones[0]?.id);
  expect(of("auth0|ada")).toEqual([1, 1]);
  removeAuthenticators(state, "auth0|ada", phones[1]?.id);
  expect(of("auth0|ada")).toEqual([0, 0]);
  expect(of("auth0|bob")).toEqual([1, 1]);
});

test("a reset removes all of one user's authenticators, and no other user's", async () => {
  const { state, of } = await enrolled();
  removeAuthenticators(state, "auth0|ada");
  expect([of("auth0|ada"), of("auth0|bob")]).toEqual([
    [0, 0],
    [1, 1],
  ]);
});
