import { expect, test } from "vitest";
import { findCode, momentNow, waitForCode } from "../../../commands/local/codes.ts";
import type { Found } from "../../../commands/local/codes.ts";
import { authorization, newFixture, password, usNumber } from "../../support/tenant/fixture.ts";
import type { Fixture } from "../../support/tenant/fixture.ts";

interface User {
  email: string;
  e164: string;
}

/** A tenant with a user whose phone is enrolled: an older message to the phone is in the inbox. */
async function newEnrolled(): Promise<{ fixture: Fixture; user: User }> {
  const fixture = await newFixture();
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  const login = await visitor.open(authorization(fixture).path);
  const enrollment = await visitor.submit(login, { username: email, password });
  const challenge = await visitor.submit(enrollment, { phone: usNumber });
  await visitor.submit(challenge, { code: await fixture.messages.nextCode(usNumber) });
  return { fixture, user: { email, e164: usNumber } };
}

/** Sets another text for the verification. */
const setText = (fixture: Fixture, text: string): Promise<unknown> =>
  fixture.api("POST", "/branding/phone/templates", { type: "otp_verify", content: { body: { text } } });

/** Signs the user in up to the code, and looks for it once the log has so many more events of the type. */
async function lookAfterLogin(
  { fixture, user }: Awaited<ReturnType<typeof newEnrolled>>,
  event: string,
): Promise<Found> {
  const count = async (): Promise<number> =>
    (await fixture.logTypes()).filter((type) => type === event).length;
  const [known, before] = [await count(), await momentNow(fixture.description, user)];
  const visitor = fixture.visitor();
  await visitor.submit(await visitor.open(authorization(fixture).path), { username: user.email, password });
  await expect.poll(count).toBe(known + 1);
  return findCode(fixture.description, user, before);
}

test("finds the code of the message sent since the given moment", async () => {
  const enrolled = await newEnrolled();
  const found = await lookAfterLogin(enrolled, "gd_send_sms");
  expect(found).toEqual({ kind: "code", code: enrolled.fixture.messages.all.at(-1)?.code });
  expect(enrolled.fixture.messages.all).toHaveLength(2);
});

test("does not use an older message, and returns the reason from the log", async () => {
  const enrolled = await newEnrolled();
  // The tenant accepts it: the missing file shows only when it is rendered.
  await setText(enrolled.fixture, "{% include 'code' %}");
  expect(await lookAfterLogin(enrolled, "gd_send_sms_failure")).toEqual({
    kind: "no-message",
    why: expect.stringMatching(/^The tenant's log: ENOENT: Failed to lookup "code"/) as string,
  });
});

test("the reason is from the log of this sign-in, not of an earlier one", async () => {
  const { fixture, user } = await newEnrolled();
  await setText(fixture, "{% include 'code' %}");
  await lookAfterLogin({ fixture, user }, "gd_send_sms_failure");
  const nothing = await findCode(fixture.description, user, await momentNow(fixture.description, user));
  expect(nothing).toEqual({ kind: "no-message", why: "The tenant's log gives no reason" });
});

test("reports a message without a code, and one that the carrier rejected", async () => {
  const enrolled = await newEnrolled();
  await setText(enrolled.fixture, "Ask your manager");
  expect(await lookAfterLogin(enrolled, "gd_send_sms")).toEqual({
    kind: "no-code",
    why: 'It reads: "Ask your manager"',
  });
  await enrolled.fixture.sandbox("PATCH", "/carriers/twilio", { outage: 500 });
  expect(await lookAfterLogin(enrolled, "gd_send_sms_failure")).toMatchObject({
    kind: "no-message",
    why: expect.stringMatching(/^The carrier: /) as string,
  });
});

test("waiting ends with the code or the reason as soon as it is available", async () => {
  const enrolled = await newEnrolled();
  const { fixture, user } = enrolled;
  const before = await momentNow(fixture.description, user);
  const waiting = waitForCode(fixture.description, user, before);
  expect(await lookAfterLogin(enrolled, "gd_send_sms")).toEqual(await waiting);
  expect((await waiting).kind).toBe("code");
  await setText(fixture, "{% include 'code' %}");
  const failing = waitForCode(fixture.description, user, await momentNow(fixture.description, user));
  expect(await lookAfterLogin(enrolled, "gd_send_sms_failure")).toEqual(await failing);
  expect((await failing).kind).toBe("no-message");
});

test("too many messages: returns the reason from the log", async () => {
  const enrolled = await newEnrolled();
  for (let sent = 1; sent < 10; sent += 1) await lookAfterLogin(enrolled, "gd_send_sms");
  expect(await lookAfterLogin(enrolled, "gd_otp_rate_limit_exceed")).toEqual({
    kind: "no-message",
    why: "The tenant's log: Too many MFA failures",
  });
});
