import { describe, expect, onTestFinished, test, vi } from "vitest";
import { basic, newCarriers, plivo, someone, twilio } from "./support.ts";

const messages = `https://api.twilio.com/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`;
const twilioHeaders = { authorization: basic(twilio.accountSid, twilio.authToken) };

describe("an outgoing call of the tenant", () => {
  test("to a carrier's own address is answered in process", async () => {
    const { carriers, inbox } = newCarriers();
    const body = new URLSearchParams({ To: someone, From: twilio.from, Body: "1234" });
    const sent = await carriers.fetch(
      new Request(messages, { method: "POST", headers: twilioHeaders, body }),
    );
    expect(sent.status).toBe(201);
    const other = await carriers.fetch(
      new Request(`https://api.plivo.com/v1/Account/${plivo.authId}/Message/`, {
        method: "POST",
        headers: {
          authorization: basic(plivo.authId, plivo.authToken),
          "content-type": "application/json",
        },
        body: JSON.stringify({ src: plivo.from, dst: someone, text: "5678" }),
      }),
    );
    expect(other.status).toBe(202);
    expect(inbox.list().map(({ carrier, code }) => [carrier, code])).toEqual([
      ["plivo", "5678"],
      ["twilio", "1234"],
    ]);
  });

  test.each([
    "https://example.com/2010-04-01",
    "http://api.twilio.com/2010-04-01",
    "https://api.twilio.com.example.com/",
    "https://api.twilio.com:8443/",
    "http://127.0.0.1/",
    "https://user@example.com/api.twilio.com",
  ])("to %s is never sent", async (url) => {
    const { carriers } = newCarriers();
    await expect(carriers.fetch(new Request(url.replace("user@", "")))).rejects.toThrow(
      /the local tenant sends nothing beyond this machine/,
    );
  });
});

describe("the accounts' settings", () => {
  async function patch(carrier: string, body: unknown) {
    const fixture = newCarriers();
    const response = await fixture.app.request(`/sandbox/carriers/${carrier}`, {
      method: "PATCH",
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { ...fixture, status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  test.each(["twilio", "plivo"])(
    "have the defaults of a paid account in good standing: %s",
    async (carrier) => {
      const { app } = newCarriers();
      const text = await (await app.request(`/sandbox/carriers/${carrier}`)).text();
      const { from } = carrier === "twilio" ? twilio : plivo;
      const { availableNumbers = [], ...settings } = JSON.parse(text) as Record<string, unknown>;
      expect(settings).toEqual({
        trial: false,
        suspended: false,
        verifiedNumbers: [],
        optedOut: [],
        numbers: [{ phoneNumber: from, sms: true, voice: true }],
        geoPermissions: null,
        outage: null,
        rateLimited: false,
        balance: 100,
        ...(carrier === "twilio" ? { messagingServices: [] } : { powerpacks: [] }),
      });
      for (const forSale of availableNumbers as unknown[])
        expect(forSale).toMatchObject({ sms: true, voice: true });
      for (const secret of [twilio.authToken, plivo.authToken]) expect(text).not.toContain(secret);
    },
  );

  test("change one by one, immediately, until they are reset", async () => {
    const { status, body, carriers } = await patch("twilio", { trial: true });
    expect([status, body["trial"], body["suspended"]]).toEqual([200, true, false]);
    const form = new URLSearchParams({ To: someone, From: twilio.from, Body: "x" });
    const send = (): Request => new Request(messages, { method: "POST", headers: twilioHeaders, body: form });
    expect(await (await carriers.fetch(send())).json()).toMatchObject({ code: 21608 });
    carriers.reset();
    expect((await carriers.fetch(send())).status).toBe(201);
  });

  const serviceWith = (senders: object): object => ({
    messagingServices: [{ sid: `MG${"0".repeat(32)}`, numbers: [], ...senders }],
  });

  test.each([
    ["twilio", { outtage: 503, trail: true }, /outtage.*trail/],
    [
      "twilio",
      { outage: 200, numbers: [{ phoneNumber: "1" }] },
      /numbers\.0\.phoneNumber must be a phone number in E\.164 form.*outage /,
    ],
    ["twilio", { messagingServices: [{ sid: "MG1", numbers: [] }] }, /sid must be MG and 32 hex digits/],
    ["twilio", { powerpacks: [] }, /powerpacks/],
    ["plivo", { messagingServices: [] }, /messagingServices/],
    ["plivo", { geoPermissions: ["us"] }, /geoPermissions\.0 must be a country's two letters/],
    ["twilio", serviceWith({ shortCodes: ["1234"] }), /shortCodes\.0 must be a short code/],
    ["twilio", serviceWith({ alphaSenders: ["123"] }), /alphaSenders\.0 must be an alphanumeric sender ID/],
    ["plivo", [], /expected object/],
    ["plivo", "{", /expected object/],
    ["twilio", '{"__proto__": {"trial": true}}', /__proto__/],
    ["twilio", { authToken: "mine" }, /authToken/],
  ])("of %s reject %j with the reason", async (carrier, body, message) => {
    const answer = await patch(carrier, body);
    expect([answer.status, answer.body["statusCode"]]).toEqual([400, 400]);
    expect(answer.body["message"]).toMatch(message);
    expect(answer.body["message"]).toMatch(
      /^Failed to change the account's settings: .*\. Send members of what GET shows\.$/,
    );
    const account = carrier === "twilio" ? answer.carriers.twilio : answer.carriers.plivo;
    expect(account.settings.trial).toBe(false);
    expect(account.settings.outage).toBeNull();
  });
});

test.each(["twilio", "plivo"] as const)(
  "a fault of %s's stand-in is printed to the console, and returns 500",
  async (carrier) => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => {
      told.mockRestore();
    });
    const { app, carriers } = newCarriers();
    carriers[carrier].settings = undefined as never;
    const path = {
      twilio: `/carriers/twilio/2010-04-01/Accounts/${twilio.accountSid}/Balance.json`,
      plivo: `/carriers/plivo/v1/Account/${plivo.authId}/`,
    };
    const authorization = {
      twilio: basic(twilio.accountSid, twilio.authToken),
      plivo: basic(plivo.authId, plivo.authToken),
    };
    const answer = await app.request(path[carrier], { headers: { authorization: authorization[carrier] } });
    expect([answer.status, await answer.json()]).toMatchObject(
      carrier === "twilio"
        ? [500, { code: 20500, message: "An error occurred" }]
        : [500, { error: "server error" }],
    );
    expect(told).toHaveBeenCalledOnce();
  },
);
