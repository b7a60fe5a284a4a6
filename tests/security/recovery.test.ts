import { describe, expect, test } from "vitest";
import { mfaCall, mfaRecoveryGrant, mfaToken, newProgram } from "../support/signIn/program.ts";
import { logIn } from "../support/signIn/signIns.ts";
import { alertOf, headingOf, recoveryCodeOn } from "../support/signIn/visitor.ts";
import type { Page, Visitor } from "../support/signIn/visitor.ts";
import { newFixture, tokens, usNumber } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** A user with a recovery code. */
async function withRecoveryCode() {
  const fixture = await newFixture();
  await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const { page } = await logIn(fixture, visitor, user.email);
  const challenge = await visitor.submit(page, { phone: usNumber });
  const shown = await visitor.submit(challenge, { code: await fixture.messages.nextCode() });
  const code = recoveryCodeOn(shown);
  await visitor.submit(shown, { saved: "true" });
  return { fixture, user, code };
}

/** A sign-in up to the page that takes a recovery code. */
async function upToRecovery(fixture: Fixture, email: string): Promise<{ visitor: Visitor; page: Page }> {
  const visitor = fixture.visitor();
  const { page } = await logIn(fixture, visitor, email);
  expect(page.text).toContain("/u/mfa-recovery-code-challenge?");
  const state = new URL(page.url).searchParams.get("state") ?? "";
  return { visitor, page: await visitor.open(`/u/mfa-recovery-code-challenge?state=${state}`) };
}

const isIn = ({ location }: Page): boolean =>
  location !== undefined && /\/authorize\/|mfa-recovery-code-enrollment/.test(location);

describe("a recovery code", () => {
  test("C24, C32: signs in without the phone once; the next one is different", async () => {
    const { fixture, user, code } = await withRecoveryCode();
    const first = await upToRecovery(fixture, user.email);
    const shown = await first.visitor.submit(first.page, { code: code.toLowerCase() });
    const next = recoveryCodeOn(shown);
    expect(next).toMatch(/[A-Z0-9]/);
    expect(next).not.toBe(code);
    expect((await first.visitor.submit(shown, { saved: "true" })).location).toContain("code=");
    const again = await upToRecovery(fixture, user.email);
    expect(alertOf(await again.visitor.submit(again.page, { code }))).toBe("The code you entered is invalid");
  });

  test("C32: twenty times at once signs in once", async () => {
    const { fixture, user, code } = await withRecoveryCode();
    const { visitor, page } = await upToRecovery(fixture, user.email);
    const pages = await Promise.all(Array.from({ length: 20 }, () => visitor.post(page, { code })));
    expect(pages.filter(isIn)).toHaveLength(1);
  });

  test("C32: is also used up at the MFA API, which returns no next one", async () => {
    const { fixture, user, code } = await withRecoveryCode();
    const program = await newProgram(fixture);
    const exchange = async () =>
      tokens(fixture, {
        grant_type: mfaRecoveryGrant,
        ...program,
        mfa_token: await mfaToken(fixture, program, user.email),
        recovery_code: code,
      });
    expect((await exchange()).status).toBe(200);
    expect(await exchange()).toMatchObject({ status: 403, body: { error: "invalid_grant" } });
  });

  test("C32: guesses are counted by user, over all sign-ins, also at the MFA API", async () => {
    const { fixture, user, code } = await withRecoveryCode();
    const guess = (index: number): string => `GUESS${String(index).padStart(19, "0")}`;
    for (let sign = 0; sign < 2; sign += 1) {
      const { visitor, page } = await upToRecovery(fixture, user.email);
      for (let index = 0; index < 4; index += 1)
        expect((await visitor.post(page, { code: guess(index) })).status).toBe(400);
    }
    const program = await newProgram(fixture);
    const mfa_token = await mfaToken(fixture, program, user.email);
    const exchange = (recovery_code: string) =>
      tokens(fixture, { grant_type: mfaRecoveryGrant, ...program, mfa_token, recovery_code });
    expect((await exchange(guess(1))).status).toBe(403);
    expect((await exchange(guess(2))).status).toBe(403);
    expect((await exchange(code)).status).toBe(429);
    const { visitor, page } = await upToRecovery(fixture, user.email);
    expect((await visitor.post(page, { code })).status).toBe(429);
    await fixture.advance(361);
    const later = await upToRecovery(fixture, user.email);
    expect(isIn(await later.visitor.post(later.page, { code }))).toBe(true);
  });

  test("C32: is stored as a hash, and is invalid for other users or once the factor is off", async () => {
    const { fixture, user, code } = await withRecoveryCode();
    const kept = JSON.stringify([
      await fixture.sandbox("GET", "/state"),
      await fixture.api("GET", "/logs?per_page=100"),
    ]);
    expect(kept).not.toContain(code);
    await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: false });
    const program = await newProgram(fixture);
    const mfa_token = await mfaToken(fixture, program, user.email);
    const exchange = { grant_type: mfaRecoveryGrant, ...program, mfa_token, recovery_code: code };
    expect((await tokens(fixture, exchange)).status).toBe(403);
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const state = new URL(page.url).searchParams.get("state") ?? "";
    const asked = await visitor.open(`/u/mfa-recovery-code-challenge?state=${state}`);
    expect(headingOf(asked)).toBe("Verify Your Identity");
  });

  test("C32: shown at an enrollment is invalid before the phone is verified", async () => {
    const fixture = await newFixture();
    await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
    const { email } = await fixture.newUser();
    const program = await newProgram(fixture);
    const mfa_token = await mfaToken(fixture, program, email);
    const { body } = await mfaCall(fixture, mfa_token, "associate", {
      authenticator_types: ["oob"],
      oob_channels: ["sms"],
      phone_number: usNumber,
    });
    const [recovery_code] = body["recovery_codes"] as string[];
    expect(recovery_code).toMatch(/^[A-Z0-9]{24}$/);
    const exchange = { grant_type: mfaRecoveryGrant, ...program, mfa_token, recovery_code };
    expect(await tokens(fixture, exchange)).toMatchObject({ status: 403, body: { error: "invalid_grant" } });
  });
});
