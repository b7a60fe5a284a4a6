import { describe, expect, test } from "vitest";
import { mfaCall, mfaToken, newProgram } from "../support/signIn/program.ts";
import { logIn, newFixtureWithUser } from "../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../support/signIn/visitor.ts";
import { authorization, newFixture, usNumber } from "../support/tenant/fixture.ts";

const tooMany = /exceeded the maximum number of phone messages/;

describe("messages at others' expense", () => {
  test("C19: no message is sent before the password is correct", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const before = fixture.messages.all.length;
    const visitor = fixture.visitor();
    const login = await visitor.open(authorization(fixture).path);
    const state = new URL(login.url).searchParams.get("state") ?? "";
    await visitor.submit(login, { username: user.email, password: "wrong" });
    for (const screen of ["mfa-sms-enrollment", "mfa-sms-challenge", "mfa-begin"]) {
      const url = `/u/${screen}?state=${state}`;
      const form = { phone: usNumber, action: "resend-code" };
      const page = await visitor.post(
        { ...login, text: `<form action="${url}" method="post"></form>` },
        form,
      );
      expect([screen, page.status === 303 || page.status >= 400]).toEqual([screen, true]);
    }
    // One more message that does arrive, after any that should not have.
    await logIn(fixture, visitor, user.email);
    await fixture.messages.next();
    expect(fixture.messages.all.length).toBe(before + 1);
  });

  test("C19: an account gets ten, regardless of the numbers, then one per hour", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const numbers = Array.from({ length: 10 }, (_, index) => `+1415555267${index}`);
    for (const phone of numbers) {
      expect(alertOf(await visitor.submit(page, { phone }))).toBe("");
      await fixture.messages.next(phone);
    }
    const eleventh = await visitor.submit(page, { phone: usNumber });
    expect([eleventh.status, tooMany.test(alertOf(eleventh))]).toEqual([429, true]);
    await fixture.advance(3_601);
    const late = fixture.visitor();
    const later = await logIn(fixture, late, user.email);
    expect((await late.submit(later.page, { phone: usNumber })).status).toBe(200);
    expect((await late.submit(later.page, { phone: usNumber })).status).toBe(429);
    await fixture.messages.next();
    expect(fixture.messages.all).toHaveLength(11);
  });

  test("C19: a number gets twenty, regardless of the accounts and its spelling", async () => {
    const fixture = await newFixture();
    const spellings = ["+14155552671", "(415) 555-2671", "415.555.2671", "+1 415 555 2671"];
    const program = await newProgram(fixture);
    for (let count = 0; count < 20; count += 1) {
      const { email } = await fixture.newUser();
      const token = await mfaToken(fixture, program, email);
      const { status } = await mfaCall(fixture, token, "associate", {
        authenticator_types: ["oob"],
        oob_channels: ["sms"],
        phone_number: "+1 415 555 2671",
      });
      expect([count, status]).toEqual([count, 200]);
      await fixture.messages.next(usNumber);
    }
    for (const phone of spellings) {
      const { email } = await fixture.newUser();
      const visitor = fixture.visitor();
      const { page } = await logIn(fixture, visitor, email);
      const refused = await visitor.submit(page, { phone });
      expect([phone, refused.status]).toEqual([phone, 429]);
    }
    expect(fixture.messages.all).toHaveLength(20);
  });

  test("C20: twenty resends at once stay within the account's ten, and one code is valid", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    await Promise.all(Array.from({ length: 20 }, () => visitor.post(page, { action: "resend-code" })));
    const codes: string[] = [];
    for (let count = 0; count < 9; count += 1) codes.push(await fixture.messages.nextCode());
    expect(fixture.messages.all).toHaveLength(10);
    const pages = await Promise.all(codes.map((code) => visitor.post(page, { code })));
    expect(pages.filter(({ location }) => location?.includes("/authorize/"))).toHaveLength(1);
    expect(fixture.messages.all).toHaveLength(10);
  });

  test("C21: requesting one does not reveal who has an account, and a page shows four digits after the password", async () => {
    const { fixture, user } = await newFixtureWithUser();
    const before = fixture.messages.all.length;
    const answers = [];
    for (const username of [user.email, "nobody@example.com"]) {
      const visitor = fixture.visitor();
      const login = await visitor.open(authorization(fixture).path);
      const state = new URL(login.url).searchParams.get("state") ?? "";
      const challenge = `/u/mfa-sms-challenge?state=${state}`;
      const asked = await visitor.post(
        { ...login, text: `<form action="${challenge}" method="post"></form>` },
        { action: "resend-code", username },
      );
      answers.push([asked.status, asked.location?.replace(state, "STATE")]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(fixture.messages.all.length).toBe(before);
    const { page } = await logIn(fixture, fixture.visitor(), user.email);
    expect(page.text.match(/[0-9]{4,}/g)?.filter((digits) => usNumber.includes(digits))).toEqual(["2671"]);
  });

  test("C22: a phone gets no more messages after ten without a success, over all sign-ins", async () => {
    const { fixture, user } = await newFixtureWithUser();
    for (let count = 0; count < 12; count += 1) await logIn(fixture, fixture.visitor(), user.email);
    const { page } = await logIn(fixture, fixture.visitor(), user.email);
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(alertOf(page)).toMatch(tooMany);
    for (let count = 0; count < 9; count += 1)
      expect((await fixture.messages.next()).text).toContain("Sandbox");
    expect(fixture.messages.all).toHaveLength(10);
    expect(await fixture.logTypes()).toContain("gd_otp_rate_limit_exceed");
  });
});

describe("the content and recipient of a message", () => {
  const none = [
    "0044 20 7946 0958",
    "+44 (0)20 7946 0958 ext. 1",
    "+14155552671;ext=1",
    "tel:+14155552671",
    "911",
    "12345",
    "*67 4155552671",
    "+1415555267112345",
    "+14155552671,+14155552672",
    "+14155552671\r\n+14155552672",
    "+1415555\u0662671",
    "\uff0b14155552671",
    "+00000000000",
    "1e10",
    "",
  ];

  test("C25: anything but one number gets no message, on the page and at the MFA API", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    for (const phone of none) {
      const refused = await visitor.post(page, { phone });
      expect([phone, refused.status]).toEqual([phone, 400]);
      const sent = { authenticator_types: ["oob"], oob_channels: ["sms"], phone_number: phone };
      expect([phone, (await mfaCall(fixture, token, "associate", sent)).status]).toEqual([phone, 400]);
    }
    for (const phone of [14155552671, [usNumber], { number: usNumber }, null]) {
      const sent = { authenticator_types: ["oob"], oob_channels: ["sms"], phone_number: phone };
      expect((await mfaCall(fixture, token, "associate", sent)).status).toBe(400);
    }
    expect(fixture.messages.all).toEqual([]);
  });

  test("C25: a number is stored in one form, regardless of how it was typed", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const challenge = await visitor.submit(page, { phone: "(415) 555-2671" });
    await visitor.submit(challenge, { code: await fixture.messages.nextCode(usNumber) });
    expect(JSON.stringify(await fixture.sandbox("GET", "/state"))).toContain(`"phone_number":"${usNumber}"`);
  });

  test("C26: a name can't add a line to the message", async () => {
    const fixture = await newFixture();
    const evil = "A\r\nB\u2028C\u0085D\n@evil.example #123456";
    await fixture.api("PATCH", "/tenants/settings", { friendly_name: evil });
    const user = await fixture.newUser();
    await fixture.api("PATCH", `/users/${encodeURIComponent(user.user_id)}`, { name: evil });
    await fixture.api("POST", "/branding/phone/templates", {
      type: "otp_enroll",
      disabled: false,
      content: { syntax: "liquid", body: { text: "{{ code }} {{ friendly_name }} {{ user.name }}" } },
    });
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    await visitor.submit(page, { phone: usNumber });
    const { text } = await fixture.messages.next();
    expect(text).toContain("evil.example");
    expect(text).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
  });
});

describe("if no message can be sent", () => {
  test.each(["unified", "legacy"] as const)(
    "C30: no user signs in without the code: %s",
    async (experience) => {
      const fixture = await newFixture({ experience });
      const user = await fixture.newUser();
      const visitor = fixture.visitor();
      if (experience === "unified") {
        const { providers } = (await fixture.api("GET", "/branding/phone/providers")) as {
          providers: { id: string }[];
        };
        await fixture.api("DELETE", `/branding/phone/providers/${providers[0]?.id ?? ""}`);
      } else {
        const { sid, from } = {
          sid: fixture.description.twilio.accountSid,
          from: fixture.description.twilio.from,
        };
        await fixture.api("PUT", "/guardian/factors/phone/providers/twilio", {
          sid,
          auth_token: "wrong",
          from,
        });
      }
      const { page } = await logIn(fixture, visitor, user.email);
      const asked = await visitor.submit(page, { phone: usNumber });
      expect(asked.location).toBeUndefined();
      if (experience === "legacy") expect(alertOf(asked)).toBe("There was a problem sending the SMS");
      // The stand-in shows what it refused, with its code: not even that one is of use.
      const refused = fixture.messages.all.map(({ code }) => code ?? "");
      for (const code of ["000000", ...refused]) {
        const end = await visitor.submit(asked, { code, phone: usNumber });
        expect([code, end.location]).toEqual([code, undefined]);
      }
      expect(fixture.messages.all.filter(({ status }) => status !== "failed")).toEqual([]);
      expect(await fixture.logTypes()).toContain("gd_send_sms_failure");
    },
  );

  test("C30: a factor that is turned off does not let users in, also not at the MFA API", async () => {
    const { fixture, user } = await newFixtureWithUser();
    await fixture.api("PUT", "/guardian/factors/sms", { enabled: false });
    const { page } = await logIn(fixture, fixture.visitor(), user.email);
    expect([page.status, page.location]).toEqual([403, undefined]);
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    expect((await mfaCall(fixture, token, "challenge")).status).toBe(400);
    await fixture.api("PUT", "/guardian/factors/sms", { enabled: true });
    const again = await logIn(fixture, fixture.visitor(), user.email);
    expect(headingOf(again.page)).toBe("Verify Your Identity");
  });
});
