import { expect, test } from "vitest";
import { devStack, rehearsed } from "../support/rehearsed.ts";

test.each([
  [
    "a new name, and an address more",
    [
      devStack("Twilio MFA Test", "Shop"),
      devStack("callbackUrls:\n", "callbackUrls:\n    - https://shop.example.com/callback\n"),
    ],
  ],
  [
    "another text",
    [devStack("config:\n", "config:\n  auth0-phone-mfa:verificationMessage: 'Your code: {{code}}'\n")],
  ],
  ["another sender", [devStack("sender: twilio", "sender: plivo")]],
])("%s: users sign in throughout", async (_name, change) => {
  const { effects, verdict, rehearsal } = await rehearsed(change);
  expect(effects).toEqual([]);
  expect(verdict).toBe("safe");
  expect(rehearsal.up).toEqual({ done: true });
  for (const moment of ["before", "during", "after"]) {
    const made = rehearsal.signIns.filter((one) => one.moment === moment);
    expect(new Set(made.map(({ who }) => who))).toEqual(new Set(["enrolled", "new"]));
    expect(made.every(({ outcome }) => outcome.kind === "code")).toBe(true);
  }
});
