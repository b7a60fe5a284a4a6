import { describe, expect, test } from "vitest";
import { mfaCall, mfaOob, mfaToken, newProgram } from "../support/signIn/program.ts";
import { answered, enroll, enrolled, logIn, newFixtureWithUser } from "../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../support/signIn/visitor.ts";
import type { Page } from "../support/signIn/visitor.ts";
import { authorization, newFixture, password, usNumber } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

const otherNumber = "+14155552672";
const userPath = (user: { user_id: string }): string => `/users/${encodeURIComponent(user.user_id)}`;
const phonesOf = async (fixture: Fixture, user: { user_id: string }): Promise<string[]> =>
  ((await fixture.api("GET", `${userPath(user)}/enrollments`)) as { name: string }[]).map(({ name }) => name);

/** A page with a form by the test, as a tampering browser would send it. */
const form = (page: Page, path: string): Page => ({
  ...page,
  text: `<form action="${path}" method="post"></form>`,
});

const associate = (phone_number: string) => ({
  authenticator_types: ["oob"],
  oob_channels: ["sms"],
  phone_number,
});

describe("bypassing the second factor", () => {
  test("C12: no URL of a sign-in completes it before the code", async () => {
    const { fixture, user } = await newFixtureWithUser();
    await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const id = new URL(page.url).searchParams.get("state") ?? "";
    for (const path of [
      `/authorize/${id}`,
      `/u/mfa-begin?state=${id}`,
      `/u/mfa-recovery-code-enrollment?state=${id}`,
      `/u/mfa-sms-enrollment?state=${id}`,
      `/u/mfa-country-codes?state=${id}`,
      `/u/mfa-voice-challenge?state=${id}`,
    ]) {
      const reached = await visitor.open(path);
      expect([path, reached.location]).toEqual([path, undefined]);
      expect([path, visitor.cookies.has("auth0")]).toEqual([path, false]);
    }
    for (const screen of ["mfa-recovery-code-enrollment", "mfa-sms-enrollment", "mfa-country-codes"]) {
      const fields = { saved: "true", phone: otherNumber, country: "US" };
      const reached = await visitor.submit(form(page, `/u/${screen}?state=${id}`), fields);
      expect([screen, reached.location]).toEqual([screen, undefined]);
    }
    const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
    expect(answered(silent, "error")).toBe("login_required");
    expect(await phonesOf(fixture, user)).toEqual(["XXXXXXX2671"]);
  });

  test("C13: fields and cookies of the browser decide nothing", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    for (const claims of [
      { code: "", verified: "true", success: "true", amr: "mfa" },
      { code: "000", secondFactor: "sms", method: "sms", status: "200" },
      { action: "default", rememberBrowser: "true" },
    ]) {
      const reached = await visitor.submit(page, claims);
      expect(reached.location).toBeUndefined();
    }
    visitor.setCookie("did", "mfa");
    visitor.setCookie("auth0", "mfa");
    expect(headingOf((await logIn(fixture, visitor, user.email)).page)).toBe("Verify Your Identity");
  });

  test("C14: another user's phone can't be chosen, nor distinguished from a missing one", async () => {
    const { fixture, user } = await newFixtureWithUser();
    await enrolled(fixture, {}, otherNumber);
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    const listed = await fetch(`${fixture.url}/mfa/authenticators`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const own = (await listed.json()) as { id: string; name: string }[];
    expect(own.map(({ name }) => name)).toEqual(["XXXXXXX2671"]);
    const { phoneAuthenticators: all } = (await fixture.sandbox("GET", "/state")) as {
      phoneAuthenticators: { id: string }[];
    };
    const theirs = all.find(({ id }) => id !== own[0]?.id)?.id ?? "";
    expect(theirs).toMatch(/^sms\|/);
    const before = fixture.messages.all.length;
    const chosen = await mfaCall(fixture, token, "challenge", { authenticator_id: theirs });
    expect(chosen).toEqual(
      await mfaCall(fixture, token, "challenge", { authenticator_id: "sms|dev_nothing" }),
    );
    expect(chosen.status).toBe(404);
    expect(fixture.messages.all.length).toBe(before);
    for (const id of [theirs, own[0]?.id ?? ""]) {
      const removed = await fetch(`${fixture.url}/mfa/authenticators/${encodeURIComponent(id)}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${token}` },
      });
      expect(removed.status).toBe(403);
    }
  });
});

describe("an attacker's phone", () => {
  test("C15: at a first enrollment is logged, and is removed by an administrator's reset", async () => {
    const fixture = await newFixture();
    const hijacked = await enrolled(fixture, {}, otherNumber);
    const { user, visitor } = hijacked;
    const again = await logIn(fixture, visitor, user.email, { prompt: "login" });
    const code = await fixture.messages.nextCode(otherNumber);
    await visitor.submit(again.page, { code, rememberBrowser: "true" });
    expect(await fixture.logTypes()).toEqual(
      expect.arrayContaining(["gd_start_enroll", "gd_enrollment_complete"]),
    );
    expect(await phonesOf(fixture, user)).toEqual(["XXXXXXX2672"]);

    await fixture.api("DELETE", `${userPath(user)}/authenticators`);
    expect(await phonesOf(fixture, user)).toEqual([]);
    const owner = fixture.visitor();
    const { page } = await logIn(fixture, owner, user.email);
    expect(headingOf(page)).toBe("Secure Your Account");
    expect((await enroll(fixture, owner, page)).location).toContain("code=");
    const after = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(headingOf(after.page)).toBe("Verify Your Identity");
    expect(after.page.text).toContain("XXXXXXX2671");
  });

  test("C15: can't be enrolled if the policy requires no second factor", async () => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    const state = new URL(login.url).searchParams.get("state") ?? "";
    await visitor.post(login, { username: user.email, password });
    const asked = await visitor.submit(form(login, `/u/mfa-sms-enrollment?state=${state}`), {
      phone: otherNumber,
    });
    expect(headingOf(asked)).not.toBe("Verify Your Identity");
    const program = await newProgram(fixture);
    const { body } = await mfaCall(
      fixture,
      await mfaToken(fixture, program, user.email),
      "associate",
      associate(otherNumber),
    );
    expect(body).not.toHaveProperty("oob_code");
    expect(fixture.messages.all).toEqual([]);
  });

  test("C16: can't be added to an existing one with the password alone", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    await fixture.messages.next();
    const id = new URL(page.url).searchParams.get("state") ?? "";
    const reached = await visitor.submit(form(page, `/u/mfa-sms-enrollment?state=${id}`), {
      phone: otherNumber,
    });
    expect(reached.text).not.toContain(otherNumber);
    expect((await fixture.messages.next()).to).toBe(usNumber);
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    expect(await mfaCall(fixture, token, "associate", associate(otherNumber))).toMatchObject({
      status: 403,
      body: { error: "access_denied" },
    });
    expect(fixture.messages.all.map(({ to }) => to)).not.toContain(otherNumber);
    expect(await phonesOf(fixture, user)).toEqual(["XXXXXXX2671"]);
  });

  test("C16: enrolled before the owner's is useless afterwards, on the page and at the MFA API", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const attacker = fixture.visitor();
    const { page } = await logIn(fixture, attacker, user.email);
    const challenge = await attacker.submit(page, { phone: otherNumber });
    const code = await fixture.messages.nextCode(otherNumber);
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    const { body } = await mfaCall(fixture, token, "associate", associate("+14155552673"));
    const second = await fixture.messages.nextCode("+14155552673");

    const owner = fixture.visitor();
    const { page: own } = await logIn(fixture, owner, user.email);
    expect((await enroll(fixture, owner, own)).location).toContain("code=");

    expect((await attacker.submit(challenge, { code })).location).toBeUndefined();
    const exchanged = await mfaOob(fixture, program, token, body["oob_code"], second);
    expect(exchanged).toMatchObject({ status: 403, body: { error: "invalid_grant" } });
    expect(await phonesOf(fixture, user)).toEqual(["XXXXXXX2671"]);
  });
});

describe("a number with a new owner or enrollment", () => {
  test("C17: can't be changed within a session, from any site", async () => {
    const { fixture, user, visitor } = await newFixtureWithUser();
    const login = await visitor.open(authorization(fixture, { prompt: "login" }).path);
    const state = new URL(login.url).searchParams.get("state") ?? "";
    const path = `/u/mfa-sms-enrollment?state=${state}`;
    const asked = await visitor.submit(form(login, path), { phone: otherNumber });
    expect(headingOf(asked)).toBe("Welcome");
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "https://evil.example" },
    ]) {
      const refused = await visitor.request(login.url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: new URLSearchParams({ username: user.email, password }).toString(),
      });
      expect([headers, refused.status]).toEqual([headers, 403]);
    }
    expect(fixture.messages.all.map(({ to }) => to)).not.toContain(otherNumber);
    expect(await phonesOf(fixture, user)).toEqual(["XXXXXXX2671"]);
  });

  test("C18: is no factor before its code, and a different number's code does not enroll it", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const first = await visitor.submit(page, { phone: usNumber });
    const code = await fixture.messages.nextCode(usNumber);
    const second = await visitor.submit(page, { phone: otherNumber });
    const otherCode = await fixture.messages.nextCode(otherNumber);
    expect(await phonesOf(fixture, user)).toEqual([]);
    if (code !== otherCode) {
      for (const challenge of [first, second])
        expect(alertOf(await visitor.submit(challenge, { code }))).toBe("The code you entered is invalid");
    }
    expect(await phonesOf(fixture, user)).toEqual([]);
    await visitor.submit(first, { code: otherCode, phone: usNumber });
    expect(await phonesOf(fixture, user)).toEqual(["XXXXXXX2672"]);
  });

  test("C18: leaves nothing behind after an abandoned enrollment", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const challenge = await visitor.submit(page, { phone: usNumber });
    const code = await fixture.messages.nextCode(usNumber);
    await fixture.advance(301);
    const late = await visitor.submit(challenge, { code });
    expect(alertOf(late)).toBe("Your enrollment transaction expired, you will need to start again.");
    expect(await phonesOf(fixture, user)).toEqual([]);
    const again = await logIn(fixture, fixture.visitor(), user.email);
    expect(headingOf(again.page)).toBe("Secure Your Account");
  });

  test("C23: neither identifies a user nor signs one in, and two users who share it stay separate", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture, { login_hint: usNumber }).path);
    for (const typed of [usNumber, "4155552671"]) {
      const page = await visitor.submit(login, { username: typed, password });
      expect(alertOf(page)).toBe("Wrong email or password");
    }
    const newOwner = await enrolled(fixture);
    expect(await phonesOf(fixture, newOwner.user)).toEqual(["XXXXXXX2671"]);
    const mine = await logIn(fixture, fixture.visitor(), user.email);
    const code = await fixture.messages.nextCode(usNumber);
    const theirs = fixture.visitor();
    const { page } = await logIn(fixture, theirs, newOwner.user.email);
    expect(headingOf(mine.page)).toBe("Verify Your Identity");
    if ((await fixture.messages.nextCode(usNumber)) !== code)
      expect((await theirs.submit(page, { code })).location).toBeUndefined();
    await fixture.api("DELETE", `${userPath(user)}/authenticators`);
    expect(await phonesOf(fixture, newOwner.user)).toEqual(["XXXXXXX2671"]);
  });
});
