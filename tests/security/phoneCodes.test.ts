import { describe, expect, test, vi } from "vitest";
import { TenantLog } from "../../sandbox/auth0/logs/tenantLog.ts";
import { Challenges } from "../../sandbox/auth0/mfa/challenges.ts";
import { newOtp } from "../../sandbox/auth0/mfa/otp.ts";
import { mfaCall, mfaOob, mfaToken, newProgram } from "../support/signIn/program.ts";
import { enrolled, logIn, newFixtureWithUser } from "../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../support/signIn/visitor.ts";
import type { Page, Visitor } from "../support/signIn/visitor.ts";
import { newFixture, usNumber } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** Codes that are not the given one. */
const wrongCodes = (right: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    String((Number(right) + index + 1) % 1_000_000).padStart(6, "0"),
  );

/** A sign-in of an enrolled user, up to the code. */
async function upToCode(fixture: Fixture, email: string) {
  const visitor = fixture.visitor();
  const { page, verifier } = await logIn(fixture, visitor, email);
  return { visitor, page, verifier, code: await fixture.messages.nextCode() };
}

const isIn = ({ location }: Page): boolean => location?.includes("/authorize/") === true;

/** Types codes one after the other; the last page. */
async function type(visitor: Visitor, page: Page, codes: string[]): Promise<Page> {
  let last = page;
  for (const code of codes) last = await visitor.post(page, { code });
  return last;
}

describe("guessing the code", () => {
  test("C1: the eleventh guess is rejected, and the code is invalid until some minutes have passed", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const { visitor, page, code } = await upToCode(fixture, user.email);
    const tenth = await type(visitor, page, wrongCodes(code, 10));
    expect([tenth.status, alertOf(tenth)]).toEqual([400, "The code you entered is invalid"]);
    const right = await visitor.post(page, { code });
    expect([right.status, right.location, alertOf(right)]).toEqual([
      429,
      undefined,
      "Too many failed codes. Wait for some minutes before retrying.",
    ]);
    expect(await fixture.api("GET", "/logs?q=type:gd_otp_rate_limit_exceed")).toMatchObject([
      { description: "Too many wrong codes." },
    ]);
    const again = await visitor.post(page, { code });
    expect([again.status, alertOf(again)]).toEqual([
      400,
      "Notification was not sent. Try resending the code.",
    ]);
    await fixture.advance(6 * 60 + 1);
    expect(isIn(await visitor.post(page, { code }))).toBe(false);
    const fresh = await upToCode(fixture, user.email);
    expect(isIn(await fresh.visitor.post(fresh.page, { code: fresh.code }))).toBe(true);
  });

  test("C2: sign-ins of one user share the guesses, including those at the MFA API", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const program = await newProgram(fixture);
    for (let count = 0; count < 3; count += 1) {
      const { visitor, page, code } = await upToCode(fixture, user.email);
      expect((await type(visitor, page, wrongCodes(code, 3))).status).toBe(400);
    }
    const token = await mfaToken(fixture, program, user.email);
    const { body } = await mfaCall(fixture, token, "challenge");
    const code = await fixture.messages.nextCode();
    const guess = wrongCodes(code, 1)[0];
    expect((await mfaOob(fixture, program, token, body["oob_code"], guess)).status).toBe(403);
    expect(await mfaOob(fixture, program, token, body["oob_code"], code)).toMatchObject({
      status: 429,
      body: { error: "too_many_attempts" },
    });
  });

  test("C3: of two hundred guesses at once, ten are compared", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const { visitor, page, code } = await upToCode(fixture, user.email);
    const pages = await Promise.all(
      wrongCodes(code, 200).map((guess) => visitor.post(page, { code: guess })),
    );
    const compared = pages.filter((each) => alertOf(each) === "The code you entered is invalid");
    expect(compared).toHaveLength(10);
    expect(isIn(await visitor.post(page, { code }))).toBe(false);
    expect(await fixture.logTypes()).toContain("gd_otp_rate_limit_exceed");
  });

  test("C4: the right code twenty times at once signs in once", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const { visitor, page, code } = await upToCode(fixture, user.email);
    const pages = await Promise.all(Array.from({ length: 20 }, () => visitor.post(page, { code })));
    expect(pages.filter(isIn)).toHaveLength(1);
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    const { body } = await mfaCall(fixture, token, "challenge");
    const next = await fixture.messages.nextCode();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => mfaOob(fixture, program, token, body["oob_code"], next)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("C4: an enrollment's code twenty times at once enrolls one phone", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const challenge = await visitor.submit(page, { phone: usNumber });
    const code = await fixture.messages.nextCode();
    const pages = await Promise.all(Array.from({ length: 20 }, () => visitor.post(challenge, { code })));
    expect(pages.filter(isIn)).toHaveLength(1);
    const path = `/users/${encodeURIComponent(user.user_id)}/enrollments`;
    expect(await fixture.api("GET", path)).toHaveLength(1);
  });

  test("C9: codes are evenly distributed over all six-digit ones, from the system's random source", () => {
    const random = vi.spyOn(Math, "random");
    const codes = Array.from({ length: 20_000 }, () => newOtp(6));
    expect(random).not.toHaveBeenCalled();
    random.mockRestore();
    const firsts = new Map<string, number>();
    for (const code of codes) {
      expect(code).toMatch(/^[0-9]{6}$/);
      firsts.set(code.charAt(0), (firsts.get(code.charAt(0)) ?? 0) + 1);
    }
    // 2000 each are expected; six standard deviations are 255.
    for (const count of firsts.values()) expect(Math.abs(count - 2000)).toBeLessThan(255);
    expect(firsts.size).toBe(10);
  });
});

describe("a code that was valid elsewhere", () => {
  test("C5: or before, in this sign-in or another, is not valid again", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const one = await upToCode(fixture, user.email);
    expect(isIn(await one.visitor.post(one.page, { code: one.code }))).toBe(true);
    expect(isIn(await one.visitor.post(one.page, { code: one.code }))).toBe(false);
    const other = await upToCode(fixture, user.email);
    if (other.code === one.code) return;
    expect(alertOf(await other.visitor.post(other.page, { code: one.code }))).toContain("invalid");
  });

  test("C5: is used up by the check that finds it right", async () => {
    const now = (): Date => new Date();
    const sent: string[] = [];
    const challenges = new Challenges(
      now,
      new TenantLog(now),
      ({ code }) => {
        sent.push(code);
        return Promise.resolve({ sent: true, by: "test" });
      },
      () => ({ otp_length: 6, otp_expiration_time: 300 }),
    );
    const context = {
      clientId: "x",
      clientName: "x",
      ip: "",
      userAgent: "",
      hostname: "",
      locale: "en",
      acceptLanguage: "",
    };
    const user = { user_id: "auth0|1", connection: "x", profile: {} };
    const request = { transaction: "t", user, number: usNumber, purpose: "authentication", context } as const;
    await challenges.start({ ...request, channel: "sms" });
    const check = () => challenges.check("t", user, sent[0], context);
    expect([check(), check()]).toEqual([
      { passed: expect.anything() as unknown },
      { fault: "transaction-not-found" },
    ]);
  });

  test("C6: of a different sign-in of the same user is invalid here", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const one = await upToCode(fixture, user.email);
    const other = await upToCode(fixture, user.email);
    if (one.code === other.code) return;
    expect(isIn(await one.visitor.post(one.page, { code: other.code }))).toBe(false);
    expect(isIn(await other.visitor.post(other.page, { code: one.code }))).toBe(false);
    expect(isIn(await one.visitor.post(one.page, { code: one.code }))).toBe(true);
  });

  test("C6: of a different user is invalid, and so is one user's challenge for another's token", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const second = await enrolled(fixture, {}, "+14155552672");
    const mine = await upToCode(fixture, user.email);
    const theirs = await upToCode(fixture, second.user.email);
    if (mine.code !== theirs.code)
      expect(isIn(await mine.visitor.post(mine.page, { code: theirs.code }))).toBe(false);
    const program = await newProgram(fixture);
    const [a, b] = [
      await mfaToken(fixture, program, user.email),
      await mfaToken(fixture, program, second.user.email),
    ];
    const { body } = await mfaCall(fixture, a, "challenge");
    const code = await fixture.messages.nextCode(usNumber);
    const refused = { status: 403, body: { error: "invalid_grant" } };
    expect(await mfaOob(fixture, program, b, body["oob_code"], code)).toMatchObject(refused);
    const other = await newProgram(fixture);
    expect(await mfaOob(fixture, other, a, body["oob_code"], code)).toMatchObject(refused);
    expect(await mfaOob(fixture, program, a, body["oob_code"], code)).toMatchObject({ status: 200 });
  });

  test("C7: from before a resend is invalid; there is one valid code at a time", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const { visitor, page, code } = await upToCode(fixture, user.email);
    const resent = await visitor.submit(page, { action: "resend-code" });
    const second = await fixture.messages.nextCode();
    if (code !== second) expect(isIn(await visitor.post(resent, { code }))).toBe(false);
    expect(isIn(await visitor.post(resent, { code: second }))).toBe(true);
  });

  test("C8: is valid until a second before it expires, and not a second after", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const early = await upToCode(fixture, user.email);
    await fixture.advance(298);
    expect(isIn(await early.visitor.post(early.page, { code: early.code }))).toBe(true);
    const late = await upToCode(fixture, user.email);
    await fixture.advance(301);
    expect(isIn(await late.visitor.post(late.page, { code: late.code }))).toBe(false);
    expect(headingOf(await late.visitor.open(late.page.url))).toBe("Welcome");
  });

  test("C8: is also valid for five minutes at the MFA API, whose token is valid for ten", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    const { body } = await mfaCall(fixture, token, "challenge");
    const code = await fixture.messages.nextCode();
    await fixture.advance(301);
    expect((await mfaOob(fixture, program, token, body["oob_code"], code)).status).toBe(403);
    const again = await mfaCall(fixture, token, "challenge");
    const next = await fixture.messages.nextCode();
    expect((await mfaOob(fixture, program, token, again.body["oob_code"], next)).status).toBe(200);
  });
});

describe("text that is no code", () => {
  /** The same digits in other scripts and shapes. */
  const disguises: [string, (code: string) => string][] = [
    [
      "Arabic-Indic digits",
      (code) => code.replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
    ],
    [
      "full-width digits",
      (code) => code.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    ],
    ["a leading zero", (code) => `0${code}`],
    ["an exponent", (code) => `${code}e0`],
    ["a sign", (code) => `+${code}`],
    ["hexadecimal", (code) => `0x${Number(code).toString(16)}`],
    ["a decimal point", (code) => `${code}.0`],
    ["a NUL", (code) => `${code}\u0000`],
    ["a zero-width space", (code) => `${code}\u200b`],
    ["a line more", (code) => `${code}\n000000`],
    ["a part", (code) => code.slice(0, 5)],
    ["a pattern", () => "......"],
    ["wildcards", () => "%%%%%%"],
    ["nothing", () => ""],
    ["null", () => "null"],
  ];

  test("C10, C11: is neither compared nor counted, regardless of how it looks or evaluates", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const { visitor, page, code } = await upToCode(fixture, user.email);
    for (const [name, disguise] of disguises) {
      const answer = await visitor.post(page, { code: disguise(code) });
      expect([name, answer.status, isIn(answer)]).toEqual([name, 400, false]);
    }
    expect(isIn(await visitor.post(page, { code: ` ${code.slice(0, 3)}-${code.slice(3)} ` }))).toBe(true);
  });

  test("C10: in JSON, numbers, lists and objects are no codes", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    const { body } = await mfaCall(fixture, token, "challenge");
    const code = await fixture.messages.nextCode();
    const others: unknown[] = [Number(code), [code], { $eq: code }, { toString: code }, true, null];
    for (const typed of others) {
      const { status } = await mfaOob(fixture, program, token, body["oob_code"], typed);
      expect([typed, status]).toEqual([typed, 403]);
    }
    for (const id of [[body["oob_code"]], { $ne: "" }, null, ""])
      expect((await mfaOob(fixture, program, token, id, code)).status).toBe(403);
    expect((await mfaOob(fixture, program, token, body["oob_code"], code)).status).toBe(200);
  });
});
