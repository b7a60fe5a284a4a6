import { describe, expect, test } from "vitest";
import { enrolled, logIn } from "../../../support/signIn/signIns.ts";
import { mfaCall, mfaOob, mfaToken, newProgram } from "../../../support/signIn/program.ts";
import { alertOf, headingOf } from "../../../support/signIn/visitor.ts";
import type { Visitor } from "../../../support/signIn/visitor.ts";
import { authorization, newFixture } from "../../../support/tenant/fixture.ts";
import type { Fixture } from "../../../support/tenant/fixture.ts";

const hour = 3_600;
const day = 24 * hour;

const set = (fixture: Fixture, change: Record<string, unknown>) =>
  fixture.api("PUT", "/guardian/settings", {
    display_remember_me_checkbox: true,
    remember_me_default_value: false,
    mfa_session_inactivity_timeout: 7 * day,
    mfa_session_overall_timeout: 30 * day,
    ...change,
  });

const setCodes = (fixture: Fixture, otp_length: number, otp_expiration_time: number) =>
  fixture.api("PUT", "/guardian/factors/phone/settings", { otp_length, otp_expiration_time });

/** Whether the browser is asked for a code after the password. */
async function isAsked(fixture: Fixture, visitor: Visitor, email: string): Promise<boolean> {
  const { page } = await logIn(fixture, visitor, email, { prompt: "login" });
  return headingOf(page) === "Verify Your Identity";
}

/** Signs in with a code, and the box ticked or not. */
async function signInWithCode(fixture: Fixture, visitor: Visitor, email: string, remember: boolean) {
  const { page } = await logIn(fixture, visitor, email, { prompt: "login" });
  const code = await fixture.messages.nextCode();
  await visitor.submit(page, { code, ...(remember ? { rememberBrowser: "true" } : {}) });
}

async function remembered(change: Record<string, unknown> = {}) {
  const fixture = await newFixture();
  const { user, visitor } = await enrolled(fixture);
  await set(fixture, change);
  await signInWithCode(fixture, visitor, user.email, true);
  return { fixture, visitor, email: user.email };
}

describe("codes", () => {
  test.each([
    [4, 30],
    [10, 1_800],
  ])("have %i digits and are valid for %i s, on the pages", async (length, lifetime) => {
    const fixture = await newFixture();
    const { user, visitor } = await enrolled(fixture);
    await setCodes(fixture, length, lifetime);
    for (const [wait, isGood] of [
      [lifetime - 20, true],
      [lifetime, false],
    ] as const) {
      const { page } = await logIn(fixture, visitor, user.email, { prompt: "login" });
      expect(page.text).toContain(`Enter the ${length}-digit code`);
      expect(page.text).toContain(`{${length}}"`);
      const code = await fixture.messages.nextCode();
      expect(code).toHaveLength(length);
      const short = await visitor.submit(page, { code: "123" });
      expect(alertOf(short)).toBe(`OTP Code must have ${length} numeric characters`);
      await fixture.advance(wait);
      const end = await visitor.submit(page, { code });
      expect(end.location?.includes("code=") === true).toBe(isGood);
    }
  });

  test("keep the length that they were sent with, and the next one has the new length", async () => {
    const fixture = await newFixture();
    const { user, visitor } = await enrolled(fixture);
    const { page } = await logIn(fixture, visitor, user.email, { prompt: "login" });
    const code = await fixture.messages.nextCode();
    await setCodes(fixture, 8, 300);
    const end = await visitor.submit(page, { code });
    expect(end.location).toContain("code=");
    await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(await fixture.messages.nextCode()).toHaveLength(8);
  });

  test("have the same settings in the MFA API, and those of email don't apply to phones", async () => {
    const fixture = await newFixture();
    const { user } = await enrolled(fixture);
    await setCodes(fixture, 7, 60);
    await fixture.api("PUT", "/guardian/factors/email/settings", { otp_length: 4, otp_expiration_time: 30 });
    const program = await newProgram(fixture);
    for (const [wait, status] of [
      [40, 200],
      [60, 403],
    ] as const) {
      const token = await mfaToken(fixture, program, user.email);
      const { body } = await mfaCall(fixture, token, "challenge", { ...program, mfa_token: token });
      const code = await fixture.messages.nextCode();
      expect(code).toHaveLength(7);
      await fixture.advance(wait);
      expect((await mfaOob(fixture, program, token, body["oob_code"], code)).status).toBe(status);
    }
  });
});

describe("the checkbox", () => {
  test.each([
    [{}, false, "30 days"],
    [{ remember_me_default_value: true }, true, "30 days"],
    [{ mfa_session_inactivity_timeout: hour, mfa_session_overall_timeout: hour }, false, "1 hour"],
    [{ mfa_session_overall_timeout: 90 * day }, false, "90 days"],
    [{ mfa_session_inactivity_timeout: hour, mfa_session_overall_timeout: 36 * hour }, false, "36 hours"],
  ])("with %j is checked: %s, for %s", async (change, isTicked, span) => {
    const fixture = await newFixture();
    const { user, visitor } = await enrolled(fixture);
    await set(fixture, change);
    const { page } = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(page.text).toContain(`Remember this device for ${span}`);
    expect(/name="rememberBrowser"[^>]*\schecked/.test(page.text)).toBe(isTicked);
  });

  test("is hidden if the tenant hides it, and its submitted value is ignored", async () => {
    const { fixture, visitor, email } = await remembered({ display_remember_me_checkbox: false });
    const { page } = await logIn(fixture, visitor, email, { prompt: "login" });
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(page.text).not.toContain("rememberBrowser");
  });

  test("that was not submitted has no effect, regardless of its default", async () => {
    const fixture = await newFixture();
    const { user, visitor } = await enrolled(fixture);
    await set(fixture, { remember_me_default_value: true });
    await signInWithCode(fixture, visitor, user.email, false);
    expect(await isAsked(fixture, visitor, user.email)).toBe(true);
  });
});

describe("a remembered browser", () => {
  test("is asked for a code after the inactivity timeout, but not before", async () => {
    const { fixture, visitor, email } = await remembered({ mfa_session_inactivity_timeout: 2 * hour });
    await fixture.advance(2 * hour - 60);
    expect(await isAsked(fixture, visitor, email)).toBe(false);
    await fixture.advance(2 * hour - 60);
    expect(await isAsked(fixture, visitor, email)).toBe(false);
    await fixture.advance(2 * hour);
    expect(await isAsked(fixture, visitor, email)).toBe(true);
  });

  test("is asked for a code after the overall timeout, however active it was", async () => {
    const { fixture, visitor, email } = await remembered({
      mfa_session_inactivity_timeout: day,
      mfa_session_overall_timeout: 2 * day,
    });
    for (let passed = 0; passed < 3; passed += 1) {
      expect(await isAsked(fixture, visitor, email)).toBe(false);
      await fixture.advance(0.6 * day);
    }
    await fixture.advance(0.3 * day);
    expect(await isAsked(fixture, visitor, email)).toBe(true);
  });

  test("also counts as active when it signs in silently", async () => {
    const { fixture, visitor, email } = await remembered({ mfa_session_inactivity_timeout: 2 * hour });
    expect(await isAsked(fixture, visitor, email)).toBe(false);
    for (let passed = 0; passed < 3; passed += 1) {
      await fixture.advance(1.5 * hour);
      const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
      expect(silent.location).toContain("code=");
    }
    expect(await isAsked(fixture, visitor, email)).toBe(false);
  });

  test("stays forgotten after a sign-in without the checkbox", async () => {
    const { fixture, visitor, email } = await remembered({ mfa_session_inactivity_timeout: hour });
    await fixture.advance(hour);
    await signInWithCode(fixture, visitor, email, false);
    expect(await isAsked(fixture, visitor, email)).toBe(true);
  });

  test("follows the current settings", async () => {
    const { fixture, visitor, email } = await remembered();
    await fixture.advance(2 * hour);
    await set(fixture, { mfa_session_inactivity_timeout: hour });
    expect(await isAsked(fixture, visitor, email)).toBe(true);
  });
});
