import { expect, test } from "vitest";
import { alertOf, headingOf } from "../../../support/signIn/visitor.ts";
import { authorization, newWorld, password, usNumber } from "../../../support/tenant/world.ts";
import type { World } from "../../../support/tenant/world.ts";

/** Enrols a phone up to the point where the code has been asked for. */
async function askForCode(world: World, fields: Record<string, string> = {}) {
  const user = await world.newUser();
  const visitor = world.visitor();
  const page = await visitor.submit(await visitor.open(authorization(world).path), {
    username: user.email,
    password,
  });
  return { user, visitor, page: await visitor.submit(page, { phone: usNumber, ...fields }) };
}

interface Event {
  type: string;
  description: string;
}

const eventsOf = async (world: World, type: string): Promise<Event[]> =>
  (await world.api("GET", `/logs?q=${encodeURIComponent(`type:${type}`)}`)) as Event[];

const deploy = async (world: World, code: string): Promise<void> => {
  const { actions } = (await world.api("GET", "/actions/actions")) as { actions: { id: string }[] };
  const id = actions[0]?.id ?? "";
  await world.api("PATCH", `/actions/actions/${id}`, { code });
  await world.api("GET", `/actions/actions/${id}`);
  await world.api("POST", `/actions/actions/${id}/deploy`);
};

test.each([
  ["twilio", "unified"],
  ["twilio", "legacy"],
  ["plivo", "unified"],
  ["plivo", "legacy"],
] as const)("leave by %s on a %s tenant, with that carrier's number", async (sender, experience) => {
  const world = await newWorld({ sender, experience });
  await askForCode(world);
  const message = await world.messages.next(usNumber);
  expect(message).toMatchObject({
    carrier: sender,
    channel: "sms",
    status: "delivered",
    from: world.description[sender].from,
  });
});

test("legacy and wrong credentials: the page says so, and the log why", async () => {
  const world = await newWorld({ experience: "legacy" });
  await world.api("PUT", "/guardian/factors/phone/providers/twilio", {
    sid: world.description.twilio.accountSid,
    auth_token: "0".repeat(32),
    from: world.description.twilio.from,
  });
  const { page } = await askForCode(world);
  expect([page.status, alertOf(page)]).toEqual([400, "There was a problem sending the SMS"]);
  expect((await eventsOf(world, "gd_send_sms_failure"))[0]?.description).toContain("20003");
});

test("unified and wrong credentials: the page goes on, and only log and inbox say why", async () => {
  const world = await newWorld();
  const [provider] = (
    (await world.api("GET", "/branding/phone/providers")) as { providers: { id: string }[] }
  ).providers;
  await world.api("PATCH", `/branding/phone/providers/${provider?.id ?? ""}`, {
    credentials: { auth_token: "0".repeat(32) },
  });
  const { page } = await askForCode(world);
  expect([page.status, headingOf(page), alertOf(page)]).toEqual([200, "Verify Your Identity", ""]);
  expect(await world.messages.next()).toMatchObject({ status: "failed", error: { code: "20003" } });
  expect((await eventsOf(world, "gd_send_sms_failure"))[0]?.description).toContain("20003");
});

test("legacy and an Action that throws: the page says so, and the log has the Action's words", async () => {
  const world = await newWorld({ sender: "plivo", experience: "legacy" });
  await deploy(world, 'exports.onExecuteSendPhoneMessage = () => { throw new Error("no luck today"); };');
  const { page } = await askForCode(world);
  expect(alertOf(page)).toBe("There was a problem sending the SMS");
  expect((await eventsOf(world, "actions_execution_failed"))[0]?.description).toContain("no luck today");
});

test("unified and a carrier that is down: the Action asks to retry, and a later try delivers the same code", async () => {
  const world = await newWorld({ sender: "plivo" });
  await world.sandbox("PATCH", "/carriers/plivo", { outage: 500 });
  const { visitor, page } = await askForCode(world);
  expect(headingOf(page)).toBe("Verify Your Identity");
  const failed = await world.messages.next(usNumber);
  expect(failed.status).toBe("failed");
  await world.sandbox("PATCH", "/carriers/plivo", { outage: null });
  await untilLogged(world, "gd_send_sms_failure");
  await world.advance(61);
  const sent = await world.messages.next(usNumber);
  expect(sent.status).toBe("delivered");
  const end = await visitor.submit(page, { code: sent.code ?? "" });
  expect(end.location).toContain("?code=");
});

test("unified: retries stop after five, and what an Action drops is not tried again", async () => {
  const world = await newWorld({ sender: "plivo" });
  await deploy(
    world,
    'exports.onExecuteCustomPhoneProvider = async (event, api) => { await fetch("https://api.plivo.com/v1/Account/x/Message/", { method: "POST" }); api.notification.retry("busy"); };',
  );
  await askForCode(world);
  for (let tries = 1; tries <= 6; tries += 1) {
    await untilLogged(world, "gd_send_sms_failure", tries);
    await world.advance(61);
  }
  await deploy(
    world,
    'exports.onExecuteCustomPhoneProvider = (event, api) => { api.notification.drop("never mind"); };',
  );
  await askForCode(world);
  await untilLogged(world, "gd_send_sms_failure", 7);
  await world.advance(3_600);
  expect(await eventsOf(world, "gd_send_sms_failure")).toHaveLength(7);
  expect((await eventsOf(world, "gd_send_sms_failure"))[0]?.description).toContain("never mind");
});

test("say digits one by one on the phone", async () => {
  const world = await newWorld({ delivery: ["sms", "voice"] });
  await askForCode(world, { type: "voice" });
  const call = await world.messages.next(usNumber);
  expect(call).toMatchObject({ channel: "voice", carrier: "twilio" });
  expect(call.text).toMatch(/^\d, \d, \d, \d, \d, \d is/);
});

test("hold no line that a user's or tenant's name brought in", async () => {
  const world = await newWorld();
  await world.api("PATCH", "/tenants/settings", { friendly_name: "Acme\n@evil.example #123456" });
  await askForCode(world);
  const { text } = await world.messages.next(usNumber);
  expect(text.split("\n")).toHaveLength(1);
});

/** Waits until the log has so many events of a type: a failed try ends after its message has been seen. */
async function untilLogged(world: World, type: string, count = 1): Promise<void> {
  await expect
    .poll(async () => (await eventsOf(world, type)).length, { timeout: 20_000, interval: 20 })
    .toBe(count);
}
