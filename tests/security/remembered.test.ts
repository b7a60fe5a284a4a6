import { describe, expect, test } from "vitest";
import { newProgram, passwordGrant } from "../support/signIn/program.ts";
import { enroll, enrolled, logIn } from "../support/signIn/signIns.ts";
import { headingOf } from "../support/signIn/visitor.ts";
import type { Visitor } from "../support/signIn/visitor.ts";
import { authorization, newFixture, password } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

const userPath = (user: { user_id: string }): string => `/users/${encodeURIComponent(user.user_id)}`;

/** A user with a browser that is not to be asked again. */
async function remembered() {
  const fixture = await newFixture();
  const { user, visitor } = await enrolled(fixture);
  const { page } = await logIn(fixture, visitor, user.email, { prompt: "login" });
  await visitor.submit(page, { code: await fixture.messages.nextCode(), rememberBrowser: "true" });
  return { fixture, user, visitor };
}

/** Whether the password alone is enough in that browser. */
async function isLetIn(
  fixture: Fixture,
  visitor: Visitor,
  email: string,
  typed = password,
): Promise<boolean> {
  const login = await visitor.open(authorization(fixture, { prompt: "login" }).path);
  const page = await visitor.submit(login, { username: email, password: typed });
  return page.location?.includes("code=") === true;
}

describe("a remembered browser", () => {
  test("C28: is recognized by a random value, stored only as a hash and renewed at each sign-in", async () => {
    const { fixture, user, visitor } = await remembered();
    const first = visitor.cookies.get("did") ?? "";
    expect(first).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(JSON.stringify(await fixture.sandbox("GET", "/state"))).not.toContain(first);
    const stolen = fixture.visitor();
    stolen.setCookie("did", first);
    expect(await isLetIn(fixture, visitor, user.email)).toBe(true);
    expect(visitor.cookies.get("did")).not.toBe(first);
    expect(await isLetIn(fixture, stolen, user.email)).toBe(false);
  });

  test("C28: belongs to one user: another user's cookie is not recognized", async () => {
    const { fixture, visitor } = await remembered();
    const other = await enrolled(fixture, {}, "+14155552672");
    const thief = fixture.visitor();
    thief.setCookie("did", visitor.cookies.get("did") ?? "");
    expect(await isLetIn(fixture, thief, other.user.email)).toBe(false);
  });

  test("C28: is recognized for thirty days if it is used each week", async () => {
    const { fixture, user, visitor } = await remembered();
    for (let week = 1; week <= 4; week += 1) {
      await fixture.advance(7 * 86_400 - 60);
      expect(await isLetIn(fixture, visitor, user.email)).toBe(true);
    }
    await fixture.advance(2 * 86_400 + 300);
    expect(await isLetIn(fixture, visitor, user.email)).toBe(false);
    const late = await remembered();
    await late.fixture.advance(7 * 86_400 + 1);
    expect(await isLetIn(late.fixture, late.visitor, late.user.email)).toBe(false);
  });

  test.each<[string, (fixture: Fixture, user: { user_id: string }) => Promise<unknown>, string]>([
    [
      "of the password",
      (fixture, user) => fixture.api("PATCH", userPath(user), { password: "Another-horse-8" }),
      "Another-horse-8",
    ],
    [
      "of the phone",
      async (fixture, user) => {
        await fixture.api("DELETE", `${userPath(user)}/authenticators`);
        const visitor = fixture.visitor();
        const { page } = await logIn(fixture, visitor, (user as { email?: string }).email ?? "");
        await enroll(fixture, visitor, page, "+14155552679");
      },
      password,
    ],
    [
      "by the administrator",
      (fixture, user) =>
        fixture.api("POST", `${userPath(user)}/multifactor/actions/invalidate-remember-browser`),
      password,
    ],
  ])("C28: is forgotten with a change %s", async (_, change, typed) => {
    const { fixture, user, visitor } = await remembered();
    expect(await isLetIn(fixture, visitor, user.email)).toBe(true);
    await change(fixture, user);
    expect(await isLetIn(fixture, visitor, user.email, typed)).toBe(false);
  });

  test("C28: is not remembered by a sign-in without the second factor, with the box checked or not", async () => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    await visitor.submit(login, { username: user.email, password, rememberBrowser: "true" });
    await fixture.setPolicy("always");
    expect(await isLetIn(fixture, visitor, user.email)).toBe(false);
  });

  test("C28: is not remembered by a wrong code with the box checked", async () => {
    const fixture = await newFixture();
    const { user } = await enrolled(fixture);
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    await visitor.submit(page, { code: "", rememberBrowser: "true" });
    await visitor.submit(page, { code: await fixture.messages.nextCode() });
    expect(await isLetIn(fixture, visitor, user.email)).toBe(false);
  });

  test("C29: is asked for the password like any other", async () => {
    const { fixture, user, visitor } = await remembered();
    const thief = visitor.copy("did");
    expect(headingOf(await thief.open(authorization(fixture).path))).toBe("Welcome");
    expect(await isLetIn(fixture, thief, user.email, "wrong")).toBe(false);
    const program = await newProgram(fixture);
    const { body } = await passwordGrant(fixture, program, user.email);
    expect(body["error"]).toBe("mfa_required");
  });

  test("C29: is recognized only if the user chose it, and a known browser alone is asked for a code", async () => {
    const { fixture, user } = await remembered();
    const other = fixture.visitor();
    const { page } = await logIn(fixture, other, user.email);
    await other.submit(page, { code: await fixture.messages.nextCode() });
    expect(await isLetIn(fixture, other, user.email)).toBe(false);
  });
});
