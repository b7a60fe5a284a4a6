import { describe, expect, test } from "vitest";
import { mfaCall, mfaToken, newProgram } from "../support/signIn/program.ts";
import { logIn, newWorldWithUser } from "../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../support/signIn/visitor.ts";
import { authorization, newWorld, usNumber } from "../support/tenant/world.ts";

const tooMany = /exceeded the maximum number of phone messages/;

describe("messages that somebody pays for", () => {
  test("C19: none leaves before the password was right", async () => {
    const { world, user } = await newWorldWithUser();
    const before = world.messages.all.length;
    const visitor = world.visitor();
    const login = await visitor.open(authorization(world).path);
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
    // One more that does arrive, after any that should not have.
    await logIn(world, visitor, user.email);
    await world.messages.next();
    expect(world.messages.all.length).toBe(before + 1);
  });

  test("C19: an account gets ten, whatever numbers it names, then one an hour", async () => {
    const world = await newWorld();
    const user = await world.newUser();
    const visitor = world.visitor();
    const { page } = await logIn(world, visitor, user.email);
    const numbers = Array.from({ length: 10 }, (_, index) => `+1415555267${index}`);
    for (const phone of numbers) {
      expect(alertOf(await visitor.submit(page, { phone }))).toBe("");
      await world.messages.next(phone);
    }
    const eleventh = await visitor.submit(page, { phone: usNumber });
    expect([eleventh.status, tooMany.test(alertOf(eleventh))]).toEqual([429, true]);
    await world.advance(3_601);
    const late = world.visitor();
    const later = await logIn(world, late, user.email);
    expect((await late.submit(later.page, { phone: usNumber })).status).toBe(200);
    expect((await late.submit(later.page, { phone: usNumber })).status).toBe(429);
    await world.messages.next();
    expect(world.messages.all).toHaveLength(11);
  });

  test("C19: a number gets twenty, however many accounts name it and however they spell it", async () => {
    const world = await newWorld();
    const spellings = ["+14155552671", "(415) 555-2671", "415.555.2671", "+1 415 555 2671"];
    const program = await newProgram(world);
    for (let count = 0; count < 20; count += 1) {
      const { email } = await world.newUser();
      const token = await mfaToken(world, program, email);
      const { status } = await mfaCall(world, token, "associate", {
        authenticator_types: ["oob"],
        oob_channels: ["sms"],
        phone_number: "+1 415 555 2671",
      });
      expect([count, status]).toEqual([count, 200]);
      await world.messages.next(usNumber);
    }
    for (const phone of spellings) {
      const { email } = await world.newUser();
      const visitor = world.visitor();
      const { page } = await logIn(world, visitor, email);
      const refused = await visitor.submit(page, { phone });
      expect([phone, refused.status]).toEqual([phone, 429]);
    }
    expect(world.messages.all).toHaveLength(20);
  });

  test("C20: twenty resends at once stay within the account's ten, and one code is alive", async () => {
    const { world, user } = await newWorldWithUser();
    const visitor = world.visitor();
    const { page } = await logIn(world, visitor, user.email);
    await Promise.all(Array.from({ length: 20 }, () => visitor.post(page, { action: "resend-code" })));
    const codes: string[] = [];
    for (let count = 0; count < 9; count += 1) codes.push(await world.messages.nextCode());
    expect(world.messages.all).toHaveLength(10);
    const pages = await Promise.all(codes.map((code) => visitor.post(page, { code })));
    expect(pages.filter(({ location }) => location?.includes("/authorize/"))).toHaveLength(1);
    expect(world.messages.all).toHaveLength(10);
  });

  test("C21: to ask for one says nothing of who is there, and a page shows four digits after the password", async () => {
    const { world, user } = await newWorldWithUser();
    const before = world.messages.all.length;
    const answers = [];
    for (const username of [user.email, "nobody@example.com"]) {
      const visitor = world.visitor();
      const login = await visitor.open(authorization(world).path);
      const state = new URL(login.url).searchParams.get("state") ?? "";
      const challenge = `/u/mfa-sms-challenge?state=${state}`;
      const asked = await visitor.post(
        { ...login, text: `<form action="${challenge}" method="post"></form>` },
        { action: "resend-code", username },
      );
      answers.push([asked.status, asked.location?.replace(state, "STATE")]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(world.messages.all.length).toBe(before);
    const { page } = await logIn(world, world.visitor(), user.email);
    expect(page.text.match(/[0-9]{4,}/g)?.filter((digits) => usNumber.includes(digits))).toEqual(["2671"]);
  });

  test("C22: a phone falls silent after ten messages without a success, over all sign-ins", async () => {
    const { world, user } = await newWorldWithUser();
    for (let count = 0; count < 12; count += 1) await logIn(world, world.visitor(), user.email);
    const { page } = await logIn(world, world.visitor(), user.email);
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(alertOf(page)).toMatch(tooMany);
    for (let count = 0; count < 9; count += 1)
      expect((await world.messages.next()).text).toContain("Sandbox");
    expect(world.messages.all).toHaveLength(10);
    expect(await world.logTypes()).toContain("gd_otp_rate_limit_exceed");
  });
});

describe("what is sent, and to whom", () => {
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

  test("C25: what is not one number gets no message, on the page and at the MFA API", async () => {
    const world = await newWorld();
    const user = await world.newUser();
    const visitor = world.visitor();
    const { page } = await logIn(world, visitor, user.email);
    const program = await newProgram(world);
    const token = await mfaToken(world, program, user.email);
    for (const phone of none) {
      const refused = await visitor.post(page, { phone });
      expect([phone, refused.status]).toEqual([phone, 400]);
      const sent = { authenticator_types: ["oob"], oob_channels: ["sms"], phone_number: phone };
      expect([phone, (await mfaCall(world, token, "associate", sent)).status]).toEqual([phone, 400]);
    }
    for (const phone of [14155552671, [usNumber], { number: usNumber }, null]) {
      const sent = { authenticator_types: ["oob"], oob_channels: ["sms"], phone_number: phone };
      expect((await mfaCall(world, token, "associate", sent)).status).toBe(400);
    }
    expect(world.messages.all).toEqual([]);
  });

  test("C25: a number is kept in one form, however it was typed", async () => {
    const world = await newWorld();
    const user = await world.newUser();
    const visitor = world.visitor();
    const { page } = await logIn(world, visitor, user.email);
    const challenge = await visitor.submit(page, { phone: "(415) 555-2671" });
    await visitor.submit(challenge, { code: await world.messages.nextCode(usNumber) });
    expect(JSON.stringify(await world.sandbox("GET", "/state"))).toContain(`"phone_number":"${usNumber}"`);
  });

  test("C26: a name can't add a line to the message", async () => {
    const world = await newWorld();
    const evil = "A\r\nB\u2028C\u0085D\n@evil.example #123456";
    await world.api("PATCH", "/tenants/settings", { friendly_name: evil });
    const user = await world.newUser();
    await world.api("PATCH", `/users/${encodeURIComponent(user.user_id)}`, { name: evil });
    await world.api("POST", "/branding/phone/templates", {
      type: "otp_enroll",
      disabled: false,
      content: { syntax: "liquid", body: { text: "{{ code }} {{ friendly_name }} {{ user.name }}" } },
    });
    const visitor = world.visitor();
    const { page } = await logIn(world, visitor, user.email);
    await visitor.submit(page, { phone: usNumber });
    const { text } = await world.messages.next();
    expect(text).toContain("evil.example");
    expect(text).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
  });
});

describe("when no message can leave", () => {
  test.each(["unified", "legacy"] as const)("C30: nobody signs in without one: %s", async (experience) => {
    const world = await newWorld({ experience });
    const user = await world.newUser();
    const visitor = world.visitor();
    if (experience === "unified") {
      const { providers } = (await world.api("GET", "/branding/phone/providers")) as {
        providers: { id: string }[];
      };
      await world.api("DELETE", `/branding/phone/providers/${providers[0]?.id ?? ""}`);
    } else {
      const { sid, from } = { sid: world.description.twilio.accountSid, from: world.description.twilio.from };
      await world.api("PUT", "/guardian/factors/phone/providers/twilio", { sid, auth_token: "wrong", from });
    }
    const { page } = await logIn(world, visitor, user.email);
    const asked = await visitor.submit(page, { phone: usNumber });
    expect(asked.location).toBeUndefined();
    if (experience === "legacy") expect(alertOf(asked)).toBe("There was a problem sending the SMS");
    // The stand-in shows what it refused, with its code: not even that one is of use.
    const refused = world.messages.all.map(({ code }) => code ?? "");
    for (const code of ["000000", ...refused]) {
      const end = await visitor.submit(asked, { code, phone: usNumber });
      expect([code, end.location]).toEqual([code, undefined]);
    }
    expect(world.messages.all.filter(({ status }) => status !== "failed")).toEqual([]);
    expect(await world.logTypes()).toContain("gd_send_sms_failure");
  });

  test("C30: a factor that is turned off does not open the door, at the MFA API neither", async () => {
    const { world, user } = await newWorldWithUser();
    await world.api("PUT", "/guardian/factors/sms", { enabled: false });
    const { page } = await logIn(world, world.visitor(), user.email);
    expect([page.status, page.location]).toEqual([403, undefined]);
    const program = await newProgram(world);
    const token = await mfaToken(world, program, user.email);
    expect((await mfaCall(world, token, "challenge")).status).toBe(400);
    await world.api("PUT", "/guardian/factors/sms", { enabled: true });
    const again = await logIn(world, world.visitor(), user.email);
    expect(headingOf(again.page)).toBe("Verify Your Identity");
  });
});
