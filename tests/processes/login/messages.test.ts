import { expect, test } from "vitest";
import { alertOf, headingOf } from "../../support/signIn/visitor.ts";
import { authorization, newFixture, password, usNumber } from "../../support/tenant/fixture.ts";
import type { Fixture } from "../../support/tenant/fixture.ts";

/** Enrolls a phone up to the point where the code has been asked for. */
async function askForCode(fixture: Fixture, fields: Record<string, string> = {}) {
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const page = await visitor.submit(await visitor.open(authorization(fixture).path), {
    username: user.email,
    password,
  });
  return { user, visitor, page: await visitor.submit(page, { phone: usNumber, ...fields }) };
}

interface Event {
  type: string;
  description: string;
}

const eventsOf = async (fixture: Fixture, type: string): Promise<Event[]> =>
  (await fixture.api("GET", `/logs?q=${encodeURIComponent(`type:${type}`)}`)) as Event[];

const deploy = async (fixture: Fixture, code: string): Promise<void> => {
  const { actions } = (await fixture.api("GET", "/actions/actions")) as { actions: { id: string }[] };
  const id = actions[0]?.id ?? "";
  await fixture.api("PATCH", `/actions/actions/${id}`, { code });
  await fixture.api("GET", `/actions/actions/${id}`);
  await fixture.api("POST", `/actions/actions/${id}/deploy`);
};

test.each([
  ["twilio", "unified"],
  ["twilio", "legacy"],
  ["plivo", "unified"],
  ["plivo", "legacy"],
] as const)("are sent by %s on a %s tenant, from that carrier's number", async (sender, experience) => {
  const fixture = await newFixture({ sender, experience });
  await askForCode(fixture);
  const message = await fixture.messages.next(usNumber);
  expect(message).toMatchObject({
    carrier: sender,
    channel: "sms",
    status: "delivered",
    from: fixture.description[sender].from,
  });
});

test("legacy with wrong credentials: the page reports a failure, and the log the reason", async () => {
  const fixture = await newFixture({ experience: "legacy" });
  await fixture.api("PUT", "/guardian/factors/phone/providers/twilio", {
    sid: fixture.description.twilio.accountSid,
    auth_token: "0".repeat(32),
    from: fixture.description.twilio.from,
  });
  const { page } = await askForCode(fixture);
  expect([page.status, alertOf(page)]).toEqual([400, "There was a problem sending the SMS"]);
  expect((await eventsOf(fixture, "gd_send_sms_failure"))[0]?.description).toContain("20003");
});

test("unified with wrong credentials: sign-in continues, and only the log and the inbox have the reason", async () => {
  const fixture = await newFixture();
  const [provider] = (
    (await fixture.api("GET", "/branding/phone/providers")) as { providers: { id: string }[] }
  ).providers;
  await fixture.api("PATCH", `/branding/phone/providers/${provider?.id ?? ""}`, {
    credentials: { auth_token: "0".repeat(32) },
  });
  const { page } = await askForCode(fixture);
  expect([page.status, headingOf(page), alertOf(page)]).toEqual([200, "Verify Your Identity", ""]);
  expect(await fixture.messages.next()).toMatchObject({ status: "failed", error: { code: "20003" } });
  expect((await eventsOf(fixture, "gd_send_sms_failure"))[0]?.description).toContain("20003");
});

test("legacy with an Action that throws: the page reports a failure, and the log has the Action's message", async () => {
  const fixture = await newFixture({ sender: "plivo", experience: "legacy" });
  await deploy(fixture, 'exports.onExecuteSendPhoneMessage = () => { throw new Error("no luck today"); };');
  const { page } = await askForCode(fixture);
  expect(alertOf(page)).toBe("There was a problem sending the SMS");
  expect((await eventsOf(fixture, "actions_execution_failed"))[0]?.description).toContain("no luck today");
});

test("unified with a carrier that is down: the Action asks for a retry, which delivers the same code", async () => {
  const fixture = await newFixture({ sender: "plivo" });
  await fixture.sandbox("PATCH", "/carriers/plivo", { outage: 500 });
  const { visitor, page } = await askForCode(fixture);
  expect(headingOf(page)).toBe("Verify Your Identity");
  const failed = await fixture.messages.next(usNumber);
  expect(failed.status).toBe("failed");
  await fixture.sandbox("PATCH", "/carriers/plivo", { outage: null });
  await untilLogged(fixture, "gd_send_sms_failure");
  await fixture.advance(61);
  const sent = await fixture.messages.next(usNumber);
  expect(sent.status).toBe("delivered");
  const end = await visitor.submit(page, { code: sent.code ?? "" });
  expect(end.location).toContain("?code=");
});

test("unified: retries stop after five, and what an Action drops is not retried", async () => {
  const fixture = await newFixture({ sender: "plivo" });
  await deploy(
    fixture,
    'exports.onExecuteCustomPhoneProvider = async (event, api) => { await fetch("https://api.plivo.com/v1/Account/x/Message/", { method: "POST" }); api.notification.retry("busy"); };',
  );
  await askForCode(fixture);
  for (let tries = 1; tries <= 6; tries += 1) {
    await untilLogged(fixture, "gd_send_sms_failure", tries);
    await fixture.advance(61);
  }
  await deploy(
    fixture,
    'exports.onExecuteCustomPhoneProvider = (event, api) => { api.notification.drop("never mind"); };',
  );
  await askForCode(fixture);
  await untilLogged(fixture, "gd_send_sms_failure", 7);
  await fixture.advance(3_600);
  expect(await eventsOf(fixture, "gd_send_sms_failure")).toHaveLength(7);
  expect((await eventsOf(fixture, "gd_send_sms_failure"))[0]?.description).toBe(
    "The Action asked to drop: never mind",
  );
});

test("speak digits one by one in a call", async () => {
  const fixture = await newFixture({ delivery: ["sms", "voice"] });
  await askForCode(fixture, { type: "voice" });
  const call = await fixture.messages.next(usNumber);
  expect(call).toMatchObject({ channel: "voice", carrier: "twilio" });
  expect(call.text).toMatch(/^\d\.\d\.\d\.\d\.\d\.\d is/);
});

test("contain no line break from a user's or tenant's name", async () => {
  const fixture = await newFixture();
  await fixture.api("PATCH", "/tenants/settings", { friendly_name: "Acme\n@evil.example #123456" });
  await askForCode(fixture);
  const { text } = await fixture.messages.next(usNumber);
  expect(text.split("\n")).toHaveLength(1);
});

/** Waits until the log has so many events of a type: a failed try ends after its message has been seen. */
async function untilLogged(fixture: Fixture, type: string, count = 1): Promise<void> {
  await expect
    .poll(async () => (await eventsOf(fixture, type)).length, { timeout: 20_000, interval: 20 })
    .toBe(count);
}
