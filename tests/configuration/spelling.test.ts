import { expect, test } from "vitest";
import { nameMeant } from "../../configuration/spelling.ts";

const names = ["appName", "callbackUrls", "otp", "webauthn-roaming", "sender"];

test.each([
  ["appname", "appName"],
  ["app_name", "appName"],
  ["App Name", "appName"],
  ["calbakUrl", "callbackUrls"],
  ["CALLBACKURLS", "callbackUrls"],
  ["OTP", "otp"],
  ["opt", "otp"],
  ["totp", "otp"],
  ["webauthnRoaming", "webauthn-roaming"],
  ["sneder", "sender"],
])("%s means %s", (name, meant) => {
  expect(nameMeant(name, names)).toBe(meant);
});

test.each(["", "-", "calbkUrl", "top secret", "duo", "app", "render all", "日本"])(
  "%j is unlike all names",
  (name) => {
    expect(nameMeant(name, names)).toBeUndefined();
  },
);

test("of two names that are alike, the closer one is meant", () => {
  expect(nameMeant("numbrs", ["buyNumbers", "number", "numbers"])).toBe("numbers");
});
