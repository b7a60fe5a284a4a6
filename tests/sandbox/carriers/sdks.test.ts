import twilioSdk from "twilio";
import { describe, expect, test } from "vitest";
import { plivoClient, served, twilioClient } from "./clients.ts";
import { plivo, someone, twilio } from "./support.ts";

const text = { to: someone, from: twilio.from, body: "123456 is your code" };

describe("the official Twilio SDK", () => {
  test("sends a message and reads it back", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    const sent = await client.messages.create(text);
    expect(sent).toMatchObject({ status: "queued", to: someone, numSegments: "1", errorCode: null });
    expect(sent.dateCreated).toEqual(new Date("2026-01-02T03:04:05Z"));
    const read = await client.messages(sent.sid).fetch();
    expect(read).toMatchObject({ sid: sent.sid, status: "delivered", body: text.body });
    expect(fixture.inbox.list()).toMatchObject([{ id: sent.sid, code: "123456" }]);
  });

  test("makes a call and reads it back", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    const twiml = new twilioSdk.twiml.VoiceResponse();
    twiml.say({ voice: "alice", loop: 2 }, "Your code is 1, 2, 3, 4, 5, 6 & no more.");
    const call = await client.calls.create({ to: someone, from: twilio.from, twiml: twiml.toString() });
    expect(call.status).toBe("queued");
    expect((await client.calls(call.sid).fetch()).status).toBe("completed");
    expect(fixture.inbox.list()).toMatchObject([
      { channel: "voice", text: "Your code is 1, 2, 3, 4, 5, 6 & no more.", code: "123456" },
    ]);
  });

  test("reads its account", async () => {
    const account = await twilioClient(await served())
      .api.v2010.accounts(twilio.accountSid)
      .fetch();
    expect(account).toMatchObject({ sid: twilio.accountSid, status: "active", type: "Full" });
  });

  test("understands each rejection", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    await expect(client.messages.create({ ...text, to: "+1" })).rejects.toMatchObject({
      status: 400,
      code: 21211,
      moreInfo: "https://www.twilio.com/docs/errors/21211",
      message: "The 'To' number +1 is not a valid phone number.",
    });
    await expect(client.messages("SM1").fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(twilioClient(fixture, { password: "wrong" }).messages.create(text)).rejects.toMatchObject({
      status: 401,
      code: 20003,
    });
    fixture.carriers.twilio.settings.rateLimited = true;
    await expect(client.messages.create(text)).rejects.toMatchObject({ status: 429, code: 20429 });
    await expect(client.recordings.list()).rejects.toMatchObject({ status: 429 });
    fixture.carriers.reset();
    await expect(client.recordings.list()).rejects.toMatchObject({
      status: 501,
      message: expect.stringMatching(/not emulated/) as string,
    });
  });
});

describe("the official Plivo SDK", () => {
  test("sends a message and reads it back", async () => {
    const fixture = await served();
    const client = plivoClient(fixture);
    const sent = await client.messages.create(plivo.from, someone, "123456 is your code", {});
    expect(sent).toMatchObject({ message: "message(s) queued" });
    const [uuid = ""] = (sent as unknown as { messageUuid: string[] }).messageUuid;
    const read = await client.messages.get(uuid);
    expect(read).toMatchObject({ messageUuid: uuid, messageState: "delivered" });
    expect(fixture.inbox.list()).toMatchObject([{ id: uuid, code: "123456" }]);
  });

  test("reads its account", async () => {
    const account = await plivoClient(await served()).accounts.get();
    expect(account).toMatchObject({ name: "Sandbox", accountType: "standard", billingMode: "prepaid" });
  });

  test("reads the account's numbers, a page at a time", async () => {
    const fixture = await served();
    const own = { sms: true, voice: false };
    fixture.carriers.plivo.settings.numbers = [
      ...Array.from({ length: 21 }, (_, index) => ({ ...own, phoneNumber: `+141520000${10 + index}` })),
      { phoneNumber: "+14152009999", sms: false, voice: true },
    ];
    const { numbers } = plivoClient(fixture);
    // The SDK's lists are arrays with a member more, and its types know no `get` here.
    const list = async (query: object): Promise<unknown[]> => [
      ...((await numbers.list(query)) as unknown as unknown[]),
    ];
    const get = async (number: string): Promise<unknown> =>
      await (numbers as unknown as { get: (number: string) => Promise<unknown> }).get(number);
    expect(await list({})).toHaveLength(20);
    expect(await list({ offset: 20 })).toMatchObject([
      { number: "14152000030", smsEnabled: true, voiceEnabled: false },
      { number: "14152009999", smsEnabled: false, voiceEnabled: true },
    ]);
    expect(await list({ services: "voice" })).toMatchObject([{ number: "14152009999" }]);
    expect(await list({ numberStartswith: "141520099" })).toHaveLength(1);
    expect(await get("14152000010")).toMatchObject({ number: "14152000010", smsEnabled: true });
    await expect(get("14155550123")).rejects.toMatchObject({ status: 404 });
    await expect(list({ alias: "x" })).rejects.toThrow(/501/);
  });

  test("reads its credits", async () => {
    const fixture = await served();
    fixture.carriers.plivo.settings.balance = 1.5;
    expect(await plivoClient(fixture).accounts.get()).toMatchObject({ cashCredits: "1.50000" });
  });

  test("understands each rejection", async () => {
    const fixture = await served();
    const client = plivoClient(fixture);
    const send = async (dst: string, by = client): Promise<unknown> =>
      await by.messages.create(plivo.from, dst, "x", {});
    await expect(send("+1111111")).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/'1111111' is not a valid phone number/) as string,
    });
    await expect(client.messages.get("nothing")).rejects.toMatchObject({ status: 404 });
    await expect(send(someone, plivoClient(fixture, "wrong"))).rejects.toMatchObject({ status: 401 });
    fixture.carriers.plivo.settings.geoPermissions = ["FR"];
    await expect(send(someone)).rejects.toMatchObject({ name: expect.any(String) as string, status: 403 });
  });
});
