import { describe, expect, test } from "vitest";
import { newProgram, mfaToken } from "../support/signIn/program.ts";
import {
  answered,
  claimsOf,
  enroll,
  enrolled,
  logIn,
  newPlainFixture,
  newFixtureWithUser,
  refresh,
  tokensOf,
} from "../support/signIn/signIns.ts";
import { headingOf } from "../support/signIn/visitor.ts";
import type { Visitor } from "../support/signIn/visitor.ts";
import { authorization, newFixture, password, redeem } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

const invalidGrant = { status: 403, body: { error: "invalid_grant" } };

/** The result of a silent sign-in about the visitor's session: null if it is valid. */
const silentError = async (fixture: Fixture, visitor: Visitor): Promise<string | null> =>
  answered(await visitor.open(authorization(fixture, { prompt: "none" }).path), "error");

const userPath = (user: { user_id: string }): string => `/users/${encodeURIComponent(user.user_id)}`;

describe("an application's session parameters", () => {
  test("A26: a silent sign-in without a session is rejected without a page", async () => {
    const fixture = await newFixture();
    const end = await fixture.visitor().open(authorization(fixture, { prompt: "none" }).path);
    expect([answered(end, "error"), answered(end, "error_description")]).toEqual([
      "login_required",
      "Login required",
    ]);
  });

  test.each([{ prompt: "login" }, { max_age: "0" }])(
    "A26: %j asks for the password again, and the token has the new time",
    async (changes) => {
      const { fixture, user, visitor } = await newPlainFixture();
      const asked = authorization(fixture, changes);
      const page = await visitor.open(asked.path);
      expect(headingOf(page)).toBe("Welcome");
      const before = Math.floor(Date.now() / 1000);
      const end = await visitor.submit(page, { username: user.email, password });
      const { id_token: idToken } = await tokensOf(fixture, end, asked.verifier);
      expect(Number(claimsOf(idToken)["auth_time"])).toBeGreaterThanOrEqual(before);
    },
  );

  test("A26: max_age counts from the password, by the tenant's clock", async () => {
    const { fixture, visitor } = await newPlainFixture();
    const asked = authorization(fixture, { max_age: "60" }).path;
    expect((await visitor.open(asked)).location).toContain("code=");
    await fixture.advance(61);
    expect(headingOf(await visitor.open(asked))).toBe("Welcome");
    const silent = authorization(fixture, { max_age: "60", prompt: "none" }).path;
    expect(answered(await visitor.open(silent), "error")).toBe("login_required");
  });

  test("A26: removing prompt from the URL during a sign-in changes nothing", async () => {
    const { fixture, visitor } = await newPlainFixture();
    const page = await visitor.open(authorization(fixture, { prompt: "login" }).path);
    const id = new URL(page.url).searchParams.get("state") ?? "";
    const resumed = await visitor.open(`/authorize/${id}?prompt=&max_age=100000`);
    expect(resumed.location ?? "").not.toContain("code=");
    expect(headingOf(resumed)).toBe("Welcome");
  });

  test("A27: a sign-in abandoned at the second factor creates no session", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const visitor = fixture.visitor();
    const acr_values = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";
    const { page } = await logIn(fixture, visitor, user.email, { acr_values });
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(await silentError(fixture, visitor)).toBe("login_required");
    expect(headingOf(await visitor.open(authorization(fixture, { acr_values }).path))).toBe("Welcome");
  });

  test("A27: a token contains mfa only for the sign-in in which it was done", async () => {
    const { fixture, visitor, end, verifier } = await newFixtureWithUser();
    expect(claimsOf((await tokensOf(fixture, end, verifier))["id_token"])).toMatchObject({ amr: ["mfa"] });
    const silent = authorization(fixture, { prompt: "none" });
    const again = await tokensOf(fixture, await visitor.open(silent.path), silent.verifier);
    expect(claimsOf(again["id_token"])).not.toHaveProperty("amr");
    expect(claimsOf(again["id_token"])).not.toHaveProperty("acr");
  });
});

describe("a sign-in belongs to one browser", () => {
  test("A29: its URL works in no other browser, regardless of the page", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const attacker = fixture.visitor();
    const login = await attacker.open(authorization(fixture).path);
    const victim = fixture.visitor();
    await victim.open(authorization(fixture).path);
    const opened = await victim.request(login.url);
    expect([opened.status, opened.location]).toEqual([400, undefined]);
    const form = { username: user.email, password };
    expect((await victim.post(login, form)).status).toBe(400);
    await attacker.submit(login, form);
    const id = new URL(login.url).searchParams.get("state") ?? "";
    for (const screen of ["mfa-sms-enrollment", "mfa-sms-challenge", "mfa-begin", "mfa-country-codes"])
      expect((await victim.request(`/u/${screen}?state=${id}`)).status).toBe(400);
    const resumed = await fixture.visitor().request(`/authorize/${id}`);
    expect([resumed.status, resumed.location]).toEqual([400, undefined]);
  });

  test("A29: a completed one can't be repeated", async () => {
    const { fixture, user, visitor } = await newPlainFixture();
    const login = await visitor.open(authorization(fixture, { prompt: "login" }).path);
    const end = await visitor.submit(login, { username: user.email, password });
    expect(end.location).toContain("code=");
    const id = new URL(login.url).searchParams.get("state") ?? "";
    expect((await visitor.request(`/authorize/${id}`)).status).toBe(400);
    expect((await visitor.post(login, { username: user.email, password })).status).toBe(400);
  });

  test("A30: a session planted before the sign-in is not the one after it", async () => {
    const fixture = await newFixture();
    const owner = await enrolled(fixture);
    const planted = owner.visitor.cookies.get("auth0") ?? "";
    const victim = await fixture.newUser();
    const visitor = owner.visitor.copy();
    const { page } = await logIn(fixture, visitor, victim.email, { prompt: "login" });
    expect(visitor.cookies.get("auth0")).toBe(planted);
    // Another user's session exists: it ends first, with a form that the browser sends automatically.
    const switching = await enroll(fixture, visitor, page, "+14155552672");
    expect((await visitor.submit(switching)).location).toContain("code=");
    expect(visitor.cookies.get("auth0")).not.toBe(planted);
    const attacker = fixture.visitor();
    attacker.setCookie("auth0", planted);
    attacker.setCookie("auth0.sig", owner.visitor.cookies.get("auth0.sig") ?? "");
    const silent = authorization(fixture, { prompt: "none" });
    const answer = await attacker.open(silent.path);
    if (answered(answer, "code") === null) return;
    const { id_token: idToken } = await tokensOf(fixture, answer, silent.verifier);
    expect(claimsOf(idToken)["sub"]).not.toBe(victim.user_id);
  });

  test("A30: a value of the attacker's choice is no session, before and after a sign-in", async () => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    visitor.setCookie("auth0", "chosen-by-an-attacker");
    await logIn(fixture, visitor, user.email);
    expect(visitor.cookies.get("auth0")).not.toBe("chosen-by-an-attacker");
    const attacker = fixture.visitor();
    attacker.setCookie("auth0", "chosen-by-an-attacker");
    expect(await silentError(fixture, attacker)).toBe("login_required");
    const unsigned = fixture.visitor();
    unsigned.setCookie("auth0", visitor.cookies.get("auth0") ?? "");
    expect(await silentError(fixture, unsigned)).toBe("login_required");
  });

  test("A30: completing the second factor later renews the session's name", async () => {
    const { fixture, visitor } = await newPlainFixture();
    const before = visitor.cookies.get("auth0");
    const copied = visitor.copy();
    await fixture.setPolicy("always");
    const { path, verifier } = authorization(fixture);
    const end = await enroll(fixture, visitor, await visitor.open(path));
    expect((await redeem(fixture, end.location, verifier)).status).toBe(200);
    expect(visitor.cookies.get("auth0")).not.toBe(before);
    expect(["login_required", "interaction_required"]).toContain(await silentError(fixture, copied));
  });
});

describe("what a session survives", () => {
  test("B5: a new password does not replace the second factor", async () => {
    const { fixture, user } = await newFixtureWithUser();
    await fixture.api("PATCH", userPath(user), { password: "Another-horse-8" });
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    const page = await visitor.submit(login, { username: user.email, password: "Another-horse-8" });
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(page.text).toContain("XXXXXXX2671");
  });

  test.each<[string, (fixture: Fixture, user: { user_id: string }) => Promise<unknown>]>([
    [
      "a new password",
      (fixture, user) => fixture.api("PATCH", userPath(user), { password: "Another-horse-8" }),
    ],
    ["a block", (fixture, user) => fixture.api("PATCH", userPath(user), { blocked: true })],
    ["the user's deletion", (fixture, user) => fixture.api("DELETE", userPath(user))],
  ])("B7: not %s: session, tokens and sign-ins in progress end immediately", async (_, change) => {
    const fixture = await newFixture();
    const scope = "openid offline_access";
    const { user, visitor, end, verifier } = await enrolled(fixture, { scope });
    const issued = await tokensOf(fixture, end, verifier);
    const silent = authorization(fixture, { prompt: "none" });
    const unredeemed = await visitor.open(silent.path);
    expect(answered(unredeemed, "code")).not.toBeNull();
    const half = fixture.visitor();
    const { page } = await logIn(fixture, half, user.email);
    const code = await fixture.messages.nextCode();
    const program = await newProgram(fixture);
    const mfa = await mfaToken(fixture, program, user.email);

    await change(fixture, user);

    const refused = await visitor.open(silent.path);
    expect([answered(refused, "error"), answered(refused, "error_description")]).toEqual([
      "login_required",
      "Login required",
    ]);
    expect(await refresh(fixture, issued["refresh_token"])).toMatchObject(invalidGrant);
    expect(await redeem(fixture, unredeemed.location, silent.verifier)).toMatchObject(invalidGrant);
    const headers = { authorization: `Bearer ${String(issued["access_token"])}` };
    expect((await fetch(`${fixture.url}/userinfo`, { headers })).status).toBe(401);
    expect((await half.submit(page, { code })).location ?? "").not.toContain("code=");
    const authenticators = await fetch(`${fixture.url}/mfa/authenticators`, {
      headers: { authorization: `Bearer ${mfa}` },
    });
    expect([authenticators.status, await authenticators.json()]).toEqual([
      401,
      { error: "invalid_token", error_description: "Malformed mfa_token" },
    ]);
  });

  test("B7: not the application's deletion: its tokens become invalid", async () => {
    const { fixture, end, verifier } = await newPlainFixture({ scope: "openid offline_access" });
    const issued = await tokensOf(fixture, end, verifier);
    await fixture.api("DELETE", `/clients/${fixture.clientId}`);
    expect((await refresh(fixture, issued["refresh_token"])).status).toBeGreaterThanOrEqual(400);
    const headers = { authorization: `Bearer ${String(issued["access_token"])}` };
    expect((await fetch(`${fixture.url}/userinfo`, { headers })).status).toBe(401);
  });
});
