import { describe, expect, test } from "vitest";
import { Passwords } from "../../sandbox/auth0/state/passwords.ts";
import { newProgram, passwordGrant } from "../support/signIn/program.ts";
import { logIn, newPlainFixture, newFixtureWithUser } from "../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../support/signIn/visitor.ts";
import type { Page, Visitor } from "../support/signIn/visitor.ts";
import { authorization, newFixture, password } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** One try at the login page, in a browser that has it open. */
async function attempt(fixture: Fixture, visitor: Visitor, username: string, typed: string): Promise<Page> {
  return visitor.submit(await visitor.open(authorization(fixture).path), { username, password: typed });
}

describe("guessing passwords", () => {
  test("B1: after ten wrong ones, the account is blocked there, also for the right one", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email } = await fixture.newUser();
    const visitor = fixture.visitor();
    for (let count = 0; count < 10; count += 1) {
      const page = await attempt(fixture, visitor, email, `Wrong-horse-${count}`);
      expect([page.status, alertOf(page)]).toEqual([400, "Wrong email or password"]);
    }
    const page = await attempt(fixture, visitor, email, password);
    expect([page.status, page.location]).toEqual([429, undefined]);
    expect(alertOf(page)).toBe("Your account has been blocked after multiple consecutive login attempts.");
    expect(await fixture.logTypes()).toContain("limit_wc");
  });

  test("B1: a hundred at once count as no more than ten tries", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email } = await fixture.newUser();
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    const pages = await Promise.all(
      Array.from({ length: 100 }, (_, count) =>
        visitor.post(login, { username: email, password: `x${count}` }),
      ),
    );
    expect(pages.filter(({ status }) => status === 400).length).toBeLessThanOrEqual(10);
    expect(pages.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(90);
  });

  test("B1: neither a different spelling of the name nor the token endpoint allows more tries", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email } = await fixture.newUser();
    const program = await newProgram(fixture);
    for (let count = 0; count < 10; count += 1) {
      const name = count % 2 === 0 ? email.toUpperCase() : ` ${email} `;
      await passwordGrant(fixture, program, name, { password: `Wrong-horse-${count}` });
    }
    expect(await passwordGrant(fixture, program, email)).toMatchObject({
      status: 429,
      body: {
        error: "too_many_attempts",
        error_description: "Your account has been blocked after multiple consecutive login attempts.",
      },
    });
    expect((await attempt(fixture, fixture.visitor(), email, password)).status).toBe(429);
  });

  test("B2: one password for many accounts is blocked at the address's hundredth failure", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email } = await fixture.newUser();
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    const pages = await Promise.all(
      Array.from({ length: 101 }, (_, count) =>
        visitor.post(login, { username: `somebody${count}@example.com`, password: "Summer-2026" }),
      ),
    );
    expect(pages.filter(({ status }) => status === 400)).toHaveLength(100);
    const blocked = await visitor.post(login, { username: email, password });
    expect([blocked.status, alertOf(blocked)]).toEqual([
      429,
      "We have detected suspicious login behavior and further attempts will be blocked. Please contact the administrator.",
    ]);
    expect(await fixture.logTypes()).toContain("limit_mu");
  });

  test("B3: strangers' failures do not lock the user out of a browser that the tenant knows", async () => {
    const { fixture, user, visitor } = await newPlainFixture();
    const stranger = fixture.visitor();
    for (let count = 0; count < 11; count += 1) await attempt(fixture, stranger, user.email, "wrong");
    expect((await attempt(fixture, stranger, user.email, password)).status).toBe(429);
    const { page } = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(page.location).toContain("code=");
  });

  test("B3: wrong codes and wrong passwords are counted separately", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const code = await fixture.messages.nextCode();
    for (let count = 0; count < 9; count += 1)
      await visitor.submit(page, { code: code === "000000" ? "000001" : "000000" });
    for (let count = 0; count < 9; count += 1) await attempt(fixture, fixture.visitor(), user.email, "wrong");
    const again = await logIn(fixture, fixture.visitor(), user.email);
    expect(headingOf(again.page)).toBe("Verify Your Identity");
    expect((await visitor.submit(page, { code })).location).toContain("code=");
  });
});

describe("finding out who has an account", () => {
  const seen = ({ status, text, headers }: Page, email: string) => ({
    status,
    text: text.replaceAll(email, "EMAIL").replaceAll(/state=[\w-]+/g, "state=STATE"),
    headers: [...headers.keys()].sort(),
  });

  test("B4: the login page responds the same for an unknown name, including tries and block", async () => {
    const fixture = await newFixture();
    const { email } = await fixture.newUser();
    const known = fixture.visitor();
    const unknown = fixture.visitor();
    for (let count = 0; count < 11; count += 1) {
      const one = await attempt(fixture, known, email, "wrong");
      const other = await attempt(fixture, unknown, "nobody@example.com", "wrong");
      expect(seen(other, "nobody@example.com")).toEqual(seen(one, email));
    }
  });

  test("B4: so does the token endpoint", async () => {
    const fixture = await newFixture();
    const { email } = await fixture.newUser();
    const program = await newProgram(fixture);
    const one = await passwordGrant(fixture, program, email, { password: "wrong" });
    const other = await passwordGrant(fixture, program, "nobody@example.com", { password: "wrong" });
    expect([other.status, other.body]).toEqual([one.status, one.body]);
    expect(one.body).toMatchObject({ error: "invalid_grant" });
  });

  test("B4: sign-up does not reveal that an address is taken", async () => {
    const fixture = await newFixture();
    const { email } = await fixture.newUser();
    const visitor = fixture.visitor();
    const page = await visitor.open(authorization(fixture, { screen_hint: "signup" }).path);
    const taken = await visitor.submit(page, { email, password });
    expect(alertOf(taken)).toBe("Something went wrong, please try again later");
    expect(taken.text).not.toContain("already exists");
  });

  test("B4: a password is hashed for an unknown user at the same cost, scrypt's usual one", async () => {
    const passwords = new Passwords();
    expect(passwords.hash(password)).toMatch(/^16384:/);
    const user = { user_id: "auth0|1", connection: "x", profile: {}, passwordHash: passwords.hash(password) };
    const cost = async (who: typeof user | undefined): Promise<number> => {
      const start = process.cpuUsage();
      for (let count = 0; count < 3; count += 1) expect(await passwords.match(who, "wrong")).toBe(false);
      const { user: used, system } = process.cpuUsage(start);
      return used + system;
    };
    // scrypt takes tens of milliseconds; an answer without it takes none.
    const [known, unknown] = [await cost(user), await cost(undefined)];
    expect(unknown / known).toBeGreaterThan(0.3);
    expect(unknown / known).toBeLessThan(3);
  });
});

describe("a password is compared as typed", () => {
  const long = `Aa1-${"x".repeat(96)}`;

  test.each([
    ["cut at 72 bytes", long, long.slice(0, 72)],
    ["with another end after 72 bytes", long, `${long.slice(0, 90)}other-end`],
    ["cut at a NUL", "Correct\u0000horse-7", "Correct"],
    ["without its last space", "Correct-horse-7 ", "Correct-horse-7"],
    ["in other letters", "Correct-horse-7", "CORRECT-HORSE-7"],
    ["in another composition", "Corr\u00e9ct-horse-7", "Corre\u0301ct-horse-7"],
  ])("B6: not %s", async (_, right, wrong) => {
    const fixture = await newFixture({ policy: "never" });
    await fixture.sandbox("POST", "/users", { email: "a@example.com", password: right });
    const visitor = fixture.visitor();
    expect((await attempt(fixture, visitor, "a@example.com", wrong)).status).toBe(400);
    expect((await attempt(fixture, visitor, "a@example.com", right)).location).toContain("code=");
  });

  test("B6: an empty password does not sign in", async () => {
    const { fixture, user } = await newPlainFixture();
    const page = await attempt(fixture, fixture.visitor(), user.email, "");
    expect([page.status, page.location]).toEqual([400, undefined]);
    const program = await newProgram(fixture);
    expect((await passwordGrant(fixture, program, user.email, { password: undefined })).status).toBe(403);
  });
});
