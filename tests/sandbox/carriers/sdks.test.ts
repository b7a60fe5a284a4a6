import plivoSdk from "plivo";
import twilioSdk from "twilio";
import type { RequestClient } from "twilio";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Carriers } from "../../../sandbox/carriers/carriers.ts";
import type { Inbox } from "../../../sandbox/inbox/inbox.ts";
import { listen } from "../../../sandbox/listen.ts";
import { newCarriers, plivo, someone, twilio } from "./support.ts";

interface Served {
  url: string;
  carriers: Carriers;
  inbox: Inbox;
}

/** Both stand-ins on a port of their own. */
async function served(): Promise<Served> {
  const { carriers, inbox, app } = newCarriers();
  const listener = await listen(async (request, env) => app.fetch(request, env), 0);
  onTestFinished(() => listener.close());
  return { url: `http://localhost:${listener.port}/carriers`, carriers, inbox };
}

/** Twilio's SDK with its own requests, sent to the stand-in instead. */
function twilioClient({ url }: Served, token = twilio.authToken): ReturnType<typeof twilioSdk> {
  const httpClient = {
    async request({
      method,
      uri,
      username,
      password,
      data,
      headers,
    }: Parameters<RequestClient["request"]>[0]) {
      const response = await fetch(uri.replace("https://api.twilio.com", `${url}/twilio`), {
        method: method.toUpperCase(),
        headers: {
          ...headers,
          authorization: `Basic ${Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64")}`,
        },
        ...(data !== undefined && { body: new URLSearchParams(data as Record<string, string>) }),
      });
      return { statusCode: response.status, body: await response.text(), headers: {} };
    },
  };
  return twilioSdk(twilio.accountSid, token, { httpClient: httpClient as unknown as RequestClient });
}

function plivoClient({ url }: Served, token = plivo.authToken): plivoSdk.Client {
  vi.stubEnv("NO_PROXY", "localhost");
  onTestFinished(() => void vi.unstubAllEnvs());
  return new plivoSdk.Client(plivo.authId, token, { url: `${url}/plivo/v1/Account/${plivo.authId}` });
}

const text = { to: someone, from: twilio.from, body: "123456 is your code" };

describe("the official Twilio SDK", () => {
  it("sends a message and reads it back", async () => {
    const world = await served();
    const client = twilioClient(world);
    const sent = await client.messages.create(text);
    expect(sent).toMatchObject({ status: "queued", to: someone, numSegments: "1", errorCode: null });
    expect(sent.dateCreated).toEqual(new Date("2026-01-02T03:04:05Z"));
    const read = await client.messages(sent.sid).fetch();
    expect(read).toMatchObject({ sid: sent.sid, status: "delivered", body: text.body });
    expect(world.inbox.list()).toMatchObject([{ id: sent.sid, code: "123456" }]);
  });

  it("makes a call and reads it back", async () => {
    const world = await served();
    const client = twilioClient(world);
    const twiml = new twilioSdk.twiml.VoiceResponse();
    twiml.say({ voice: "alice", loop: 2 }, "Your code is 1, 2, 3, 4, 5, 6 & no more.");
    const call = await client.calls.create({ to: someone, from: twilio.from, twiml: twiml.toString() });
    expect(call.status).toBe("queued");
    expect((await client.calls(call.sid).fetch()).status).toBe("completed");
    expect(world.inbox.list()).toMatchObject([
      { channel: "voice", text: "Your code is 1, 2, 3, 4, 5, 6 & no more.", code: "123456" },
    ]);
  });

  it("reads its account", async () => {
    const account = await twilioClient(await served())
      .api.v2010.accounts(twilio.accountSid)
      .fetch();
    expect(account).toMatchObject({ sid: twilio.accountSid, status: "active", type: "Full" });
  });

  it("understands each refusal", async () => {
    const world = await served();
    const client = twilioClient(world);
    await expect(client.messages.create({ ...text, to: "+1" })).rejects.toMatchObject({
      status: 400,
      code: 21211,
      moreInfo: "https://www.twilio.com/docs/errors/21211",
      message: "The 'To' number +1 is not a valid phone number.",
    });
    await expect(client.messages("SM1").fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(twilioClient(world, "wrong").messages.create(text)).rejects.toMatchObject({
      status: 401,
      code: 20003,
    });
    world.carriers.twilio.settings.rateLimited = true;
    await expect(client.messages.create(text)).rejects.toMatchObject({ status: 429, code: 20429 });
    await expect(client.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 429 });
    world.carriers.reset();
    await expect(client.incomingPhoneNumbers.list()).rejects.toMatchObject({
      status: 501,
      message: expect.stringMatching(/not emulated/) as string,
    });
  });
});

describe("the official Plivo SDK", () => {
  it("sends a message and reads it back", async () => {
    const world = await served();
    const client = plivoClient(world);
    const sent = await client.messages.create(plivo.from, someone, "123456 is your code", {});
    expect(sent).toMatchObject({ message: "message(s) queued" });
    const [uuid = ""] = (sent as unknown as { messageUuid: string[] }).messageUuid;
    const read = await client.messages.get(uuid);
    expect(read).toMatchObject({ messageUuid: uuid, messageState: "delivered" });
    expect(world.inbox.list()).toMatchObject([{ id: uuid, code: "123456" }]);
  });

  it("reads its account", async () => {
    const account = await plivoClient(await served()).accounts.get();
    expect(account).toMatchObject({ name: "Sandbox", accountType: "standard", billingMode: "prepaid" });
  });

  it("understands each refusal", async () => {
    const world = await served();
    const client = plivoClient(world);
    const send = async (dst: string, by = client): Promise<unknown> =>
      await by.messages.create(plivo.from, dst, "x", {});
    await expect(send("+1111111")).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/'1111111' is not a valid phone number/) as string,
    });
    await expect(client.messages.get("nothing")).rejects.toMatchObject({ status: 404 });
    await expect(send(someone, plivoClient(world, "wrong"))).rejects.toMatchObject({ status: 401 });
    world.carriers.plivo.settings.geoPermissions = ["FR"];
    await expect(send(someone)).rejects.toMatchObject({ name: expect.any(String) as string, status: 403 });
  });
});
