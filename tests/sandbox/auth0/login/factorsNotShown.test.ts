import { expect, test } from "vitest";
import { alertOf, headingOf } from "../../../support/signIn/visitor.ts";
import type { Page } from "../../../support/signIn/visitor.ts";
import { authorization, newFixture, password, usNumber } from "../../../support/tenant/fixture.ts";
import type { Fixture } from "../../../support/tenant/fixture.ts";

const turnOn = async ({ api }: Fixture, ...factors: string[]): Promise<void> => {
  for (const factor of factors) await api("PUT", `/guardian/factors/${factor}`, { enabled: true });
};

/** The page that follows the password. */
async function afterPassword(fixture: Fixture, email: string, visitor = fixture.visitor()): Promise<Page> {
  const page = await visitor.open(authorization(fixture, { prompt: "login" }).path);
  return visitor.submit(page, { username: email, password });
}

const hintOf = ({ text }: Page): string => /Also on in this tenant[^<]*/.exec(text)?.[0] ?? "";

test("the phone pages list the other enabled factors", async () => {
  const fixture = await newFixture();
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  // It has pages of its own.
  await turnOn(fixture, "recovery-code");
  expect(hintOf(await afterPassword(fixture, email))).toBe("");

  await turnOn(fixture, "webauthn-roaming", "otp");
  const hint =
    "Also on in this tenant, but not shown here: One-time Password, WebAuthn with FIDO Security Keys.";
  const enrollment = await afterPassword(fixture, email, visitor);
  expect([headingOf(enrollment), hintOf(enrollment)]).toEqual(["Secure Your Account", hint]);
  const code = await visitor.submit(enrollment, { phone: usNumber });
  expect(hintOf(code)).toBe(hint);
  await visitor.submit(code, { code: await fixture.messages.nextCode(usNumber) });

  const challenge = await afterPassword(fixture, email, visitor);
  expect([headingOf(challenge), hintOf(challenge)]).toEqual(["Verify Your Identity", hint]);
  const recovery = await visitor.open(
    challenge.url.replace("mfa-sms-challenge", "mfa-recovery-code-challenge"),
  );
  expect(recovery.text).toContain("Enter your recovery code");
  expect(hintOf(recovery)).toBe(hint);
});

test("every factor has its name from the dashboard", async () => {
  const fixture = await newFixture();
  const { email } = await fixture.newUser();
  await turnOn(fixture, "duo", "email", "push-notification", "webauthn-platform");
  expect(hintOf(await afterPassword(fixture, email))).toBe(
    "Also on in this tenant, but not shown here: WebAuthn with FIDO Device Biometrics, " +
      "Push Notification using Auth0 Guardian, Email, Duo Security.",
  );
});

test.each([
  [
    ["otp", "email"],
    "the factors that are on are not shown here: One-time Password, Email. Turn the phone factor on.",
  ],
  [["email"], "no standalone factor is on, so nobody can sign in."],
  [[], "no standalone factor is on, so nobody can sign in."],
])("a lockout with %j on shows the reason", async (factors, why) => {
  const fixture = await newFixture({ factor: false });
  await turnOn(fixture, ...factors);
  const { email } = await fixture.newUser();
  const page = await afterPassword(fixture, email);
  expect([page.status, alertOf(page)]).toEqual([403, "No MFA factors enabled for enrollment"]);
  expect(page.text).toContain(why);
});
