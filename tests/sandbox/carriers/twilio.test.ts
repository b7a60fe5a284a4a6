import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TwilioSettings } from "../../../sandbox/carriers/settings.ts";
import { basic, newCarriers, now, someone, twilio } from "./support.ts";

const service = `MG${"0".repeat(32)}`;
const account = `/carriers/twilio/2010-04-01/Accounts/${twilio.accountSid}`;
const authorization = basic(twilio.accountSid, twilio.authToken);

interface Fixture {
  settings?: Partial<TwilioSettings>;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  path?: string;
}

async function post({ settings = {}, form = {}, headers = {}, path = `${account}/Messages.json` }: Fixture) {
  const { carriers, inbox, app } = newCarriers();
  Object.assign(carriers.twilio.settings, settings);
  const response = await app.request(path, {
    method: "POST",
    headers: { authorization, "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form).toString(),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, headers: response.headers, inbox, app };
}

const good = { To: someone, From: twilio.from, Body: "123456 is your code" };
const without = (name: keyof typeof good): Record<string, string> =>
  Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));

describe("a text message that Twilio accepts", () => {
  test("is returned as queued, is in the inbox, and is delivered afterwards", async () => {
    const { status, body, inbox, app } = await post({ form: good });
    const sid = String(body["sid"]);
    expect([status, sid]).toEqual([201, expect.stringMatching(/^SM[0-9a-f]{32}$/)]);
    const uri = `/2010-04-01/Accounts/${twilio.accountSid}/Messages/${sid}`;
    expect(body).toEqual({
      account_sid: twilio.accountSid,
      api_version: "2010-04-01",
      body: good.Body,
      date_created: "Fri, 02 Jan 2026 03:04:05 +0000",
      date_sent: null,
      date_updated: "Fri, 02 Jan 2026 03:04:05 +0000",
      direction: "outbound-api",
      error_code: null,
      error_message: null,
      from: twilio.from,
      messaging_service_sid: null,
      num_media: "0",
      num_segments: "1",
      price: null,
      price_unit: "USD",
      sid,
      status: "queued",
      subresource_uris: { media: `${uri}/Media.json` },
      to: someone,
      uri: `${uri}.json`,
    });
    expect(inbox.list()).toEqual([
      {
        id: sid,
        at: now.toISOString(),
        carrier: "twilio",
        channel: "sms",
        from: twilio.from,
        to: someone,
        text: good.Body,
        code: "123456",
        status: "delivered",
        error: null,
      },
    ]);
    const read = await app.request(`/carriers/twilio${uri}.json`, { headers: { authorization } });
    expect(await read.json()).toMatchObject({ sid, status: "delivered", date_sent: body["date_created"] });
  });

  test("is sent from a number that the Messaging Service chooses, which is returned afterwards", async () => {
    const messagingServices = [{ sid: service, numbers: [twilio.from] }];
    const form = { ...without("From"), MessagingServiceSid: service };
    const { body, inbox } = await post({ settings: { messagingServices }, form });
    expect(body).toMatchObject({
      status: "accepted",
      from: null,
      num_segments: "0",
      messaging_service_sid: service,
    });
    expect(inbox.list()).toMatchObject([{ from: twilio.from }]);
  });

  test.each([
    ["+447400123456", "ACME"],
    ["+14155550123", "72345"],
    ["+16135550123", twilio.from],
  ])("to %s is sent from the service's sender ID that reaches it: %s", async (To, from) => {
    const senders = { numbers: [twilio.from], shortCodes: ["72345"], alphaSenders: ["ACME"] };
    const form = { Body: good.Body, To, MessagingServiceSid: service };
    const { inbox } = await post({ settings: { messagingServices: [{ sid: service, ...senders }] }, form });
    expect(inbox.list()).toMatchObject([{ from, to: To }]);
  });

  test("begins with a trial notice on a trial account", async () => {
    const { body, inbox } = await post({
      settings: { trial: true, verifiedNumbers: [someone] },
      form: good,
    });
    const text = "Sent from your Twilio trial account - 123456 is your code";
    expect([body["body"], inbox.list()[0]?.text, inbox.list()[0]?.code]).toEqual([text, text, "123456"]);
  });

  test.each([
    ["(415) 555-0123", someone],
    ["+1 (415) 555-0123", someone],
    ["14155550123", someone],
    [" 14155550123", someone], // a plus sign that nobody escaped
    ["+44 7400 123456", "+447400123456"],
    ["+15551234567", "+15551234567"],
  ])("may have its recipient %s", async (To, to) => {
    expect((await post({ form: { ...good, To } })).body).toMatchObject({ to });
  });

  test.each([
    ["a".repeat(160), "1"],
    ["a".repeat(161), "2"],
    ["€".repeat(81), "2"],
    ["я".repeat(70), "1"],
    ["я".repeat(71), "2"],
  ])("has its number of segments: %#", async (Body, segments) => {
    expect((await post({ form: { ...good, Body } })).body).toMatchObject({ num_segments: segments });
  });
});

describe("a text message that Twilio rejects", () => {
  const own = [{ phoneNumber: twilio.from, sms: false, voice: true }];
  const french = { ...good, To: "+33612345678" };
  test.each<[string, Fixture, number, number, string]>([
    ["no recipient", { form: without("To") }, 400, 21604, "A 'To' phone number is required."],
    [
      "JSON",
      { form: good, headers: { "content-type": "application/json" } },
      400,
      21604,
      "A 'To' phone number is required.",
    ],
    [
      "an invalid recipient",
      { form: { ...good, To: "+1415" } },
      400,
      21211,
      "The 'To' number +1415 is not a valid phone number.",
    ],
    [
      "a word for a recipient",
      { form: { ...good, To: "me" } },
      400,
      21211,
      "The 'To' number me is not a valid phone number.",
    ],
    [
      "two recipients",
      { form: { ...good, To: `${someone},${someone}` } },
      400,
      21211,
      `The 'To' number ${someone},${someone} is not a valid phone number.`,
    ],
    [
      "a recipient with an extension",
      { form: { ...good, To: `${someone};ext=1` } },
      400,
      21211,
      `The 'To' number ${someone};ext=1 is not a valid phone number.`,
    ],
    [
      "no sender",
      { form: without("From") },
      400,
      21603,
      "A 'From' or 'MessagingServiceSid' parameter is required to send a message",
    ],
    [
      "an invalid sender",
      { form: { ...good, From: "+1" } },
      400,
      21212,
      "The 'From' number +1 is not a valid phone number, shortcode, or alphanumeric sender ID.",
    ],
    [
      "another's number",
      { form: { ...good, From: "+14152999999" } },
      400,
      21606,
      "The From phone number +14152999999 is not a valid, SMS-capable inbound phone number or short code for your account.",
    ],
    [
      "a short code",
      { form: { ...good, From: "12345" } },
      400,
      21606,
      "The From phone number 12345 is not a valid, SMS-capable inbound phone number or short code for your account.",
    ],
    [
      "a number without texts",
      { settings: { numbers: own }, form: good },
      400,
      21606,
      `The From phone number ${twilio.from} is not a valid, SMS-capable inbound phone number or short code for your account.`,
    ],
    [
      "itself as recipient",
      { form: { ...good, To: twilio.from } },
      400,
      21266,
      `'To' and 'From' number cannot be the same: ${twilio.from}`,
    ],
    [
      "an unknown service",
      { form: { ...good, MessagingServiceSid: service } },
      400,
      21701,
      "The Messaging Service does not exist",
    ],
    [
      "a malformed service",
      { form: { ...good, MessagingServiceSid: "MG1" } },
      400,
      21705,
      "The Messaging Service Sid MG1 is invalid.",
    ],
    [
      "a service without numbers",
      {
        settings: { messagingServices: [{ sid: service, numbers: [] }] },
        form: { ...good, MessagingServiceSid: service },
      },
      400,
      21703,
      "The Messaging Service does not have a phone number available to send a message",
    ],
    [
      "a sender that is not of the service",
      {
        settings: { messagingServices: [{ sid: service, numbers: ["+14152000009"] }] },
        form: { ...good, MessagingServiceSid: service },
      },
      400,
      21606,
      `The From phone number ${twilio.from} is not a valid, SMS-capable inbound phone number or short code for your account.`,
    ],
    [
      "a service whose only sender does not reach the recipient",
      {
        settings: { messagingServices: [{ sid: service, numbers: [], alphaSenders: ["ACME"] }] },
        form: { ...without("From"), MessagingServiceSid: service },
      },
      400,
      21703,
      "The Messaging Service does not have a phone number available to send a message",
    ],
    [
      "a sender of the service that does not reach the recipient",
      {
        settings: { messagingServices: [{ sid: service, numbers: [twilio.from], alphaSenders: ["ACME"] }] },
        form: { ...good, From: "ACME", MessagingServiceSid: service },
      },
      400,
      21612,
      'Message cannot be sent with the current combination of "To" and/or "From" parameters',
    ],
    ["no text", { form: without("Body") }, 400, 21602, "Message body is required."],
    [
      "1601 characters",
      { form: { ...good, Body: "a".repeat(1601) } },
      400,
      21617,
      "The concatenated message body exceeds the 1600 character limit.",
    ],
    [
      "an unverified number, on trial",
      { settings: { trial: true }, form: good },
      400,
      21608,
      `The number ${someone} is unverified. Trial accounts cannot send messages to unverified numbers; verify ${someone} at twilio.com/user/account/phone-numbers/verified, or purchase a Twilio number to send messages to unverified numbers.`,
    ],
    [
      "who answered STOP",
      { settings: { optedOut: [someone] }, form: good },
      400,
      21610,
      "Attempt to send to unsubscribed recipient",
    ],
    [
      "a landline",
      { form: { ...good, To: "+442079460000" } },
      400,
      21614,
      "'To' number is not a valid mobile number: +442079460000",
    ],
    [
      "a region not permitted",
      { settings: { geoPermissions: ["US"] }, form: french },
      400,
      21408,
      "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: +33612345678.",
    ],
    ["a suspended account", { settings: { suspended: true }, form: good }, 401, 20003, "Authenticate"],
    ["too many", { settings: { rateLimited: true }, form: good }, 429, 20429, "Too Many Requests"],
    ["an outage", { settings: { outage: 503 }, form: good }, 503, 20503, "Service unavailable"],
    ["another outage", { settings: { outage: 500 }, form: good }, 500, 20500, "An error occurred"],
  ])("for %s: %#", async (_, fixture, status, code, message) => {
    const { body, inbox, ...answer } = await post(fixture);
    expect(answer.status).toBe(status);
    expect(body).toEqual({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
    expect(inbox.list()).toMatchObject(
      new Set([21604]).has(code) ? [] : [{ status: "failed", error: { code: String(code), message } }],
    );
  });

  test("is accepted if the region is permitted", async () => {
    expect((await post({ settings: { geoPermissions: ["FR"] }, form: french })).status).toBe(201);
    expect((await post({ settings: { geoPermissions: ["US"] }, form: good })).status).toBe(201);
  });

  test.each([
    ["a wrong token", basic(twilio.accountSid, "x")],
    ["a token that only begins right", basic(twilio.accountSid, twilio.authToken.slice(0, -1))],
    ["another account", basic(`AC${"f".repeat(32)}`, twilio.authToken)],
    ["no token", basic(twilio.accountSid, "")],
    ["a bearer", `Bearer ${twilio.authToken}`],
    ["nothing", ""],
    ["no base64", "Basic ***"],
  ])("for %s, keeping it in the inbox without the credentials", async (_, header) => {
    const { status, body, headers, inbox } = await post({ form: good, headers: { authorization: header } });
    expect([status, body["code"]]).toEqual([401, 20003]);
    expect(headers.get("www-authenticate")).toBe('Basic realm="Twilio API"');
    expect(inbox.list()).toMatchObject([{ status: "failed", error: { code: "20003" } }]);
    expect(JSON.stringify(inbox.list())).not.toContain(twilio.authToken.slice(0, 8));
  });

  test.each([
    ["From", "Acme", "An alphanumeric sender ID"],
    ["To", "whatsapp:+14155550123", "A recipient that is no phone number (whatsapp)"],
  ])("reports what is not emulated: %s", async (name, value, what) => {
    const { status, body } = await post({ form: { ...good, [name]: value } });
    expect([status, body["message"]]).toEqual([501, `${what} is not emulated by the stand-in`]);
  });

  test.each([
    "MediaUrl",
    "ContentSid",
    "SendAt",
    "ScheduleType",
    "StatusCallback",
    "ApplicationSid",
    "PersistentAction",
  ])("reports that its parameter %s is not emulated, unless it is empty", async (name) => {
    const { status, body } = await post({ form: { ...good, [name]: "x" } });
    expect([status, body["message"]]).toEqual([501, `The parameter ${name} is not emulated by the stand-in`]);
    expect((await post({ form: { ...good, [name]: "" } })).status).toBe(201);
  });
});

describe("other URLs", () => {
  test.each([
    ["GET", `${account}/Messages/SM1.json`, 404],
    ["GET", `${account}/Calls/CA1.json`, 404],
    ["GET", `${account}/Nothing.json`, 404],
    ["POST", `/carriers/twilio/2010-04-01/Accounts/AC${"f".repeat(32)}/Messages.json`, 404],
    ["GET", `${account}/Messages.json`, 501],
    ["GET", `${account}/Recordings.json`, 501],
    ["POST", `${account}/Messages`, 501],
    ["DELETE", `${account}.json`, 501],
    ["GET", "/carriers/twilio/2010-04-01", 501],
  ])("%s %s: %i", async (method, path, status) => {
    const { app } = newCarriers();
    const response = await app.request(path, { method, headers: { authorization } });
    expect(response.status).toBe(status);
    const resource = path.replace("/carriers/twilio", "");
    expect(await response.json()).toMatchObject(
      status === 404
        ? { code: 20404, status, message: `The requested resource ${resource} was not found` }
        : { code: null, status, message: `${method} ${resource} is not emulated by the stand-in` },
    );
  });

  test("include the account, without its token", async () => {
    const { app } = newCarriers();
    const response = await app.request(`${account}.json`, { headers: { authorization } });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ sid: twilio.accountSid, status: "active", type: "Full" });
    expect(text).not.toContain(twilio.authToken);
    expect((await app.request(`${account}.json`)).status).toBe(401);
  });
});

describe("any request", () => {
  test("gets a response in Twilio's format, never an internal error", async () => {
    const names = fc.constantFrom("To", "From", "Body", "Twiml", "MessagingServiceSid", "Url");
    const values = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(someone, twilio.from, "<Response/>"),
    );
    const form = fc.dictionary(names, values).map((entries) => new URLSearchParams(entries).toString());
    const body = fc.oneof(form, fc.uint8Array({ maxLength: 200 }));
    const path = fc.constantFrom(`${account}/Messages.json`, `${account}/Calls.json`);
    await fc.assert(
      fc.asyncProperty(path, body, async (address, bytes) => {
        const { app } = newCarriers();
        const response = await app.request(address, {
          method: "POST",
          headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
          body: typeof bytes === "string" ? bytes : Buffer.from(bytes),
        });
        expect([201, 400, 501]).toContain(response.status);
        await response.json();
      }),
      { numRuns: 300 },
    );
  });

  test("is rejected beyond a mebibyte, also without a declared length", async () => {
    const { app } = newCarriers();
    const body = new Blob([new Uint8Array(1_048_577)]).stream();
    const init = { method: "POST", headers: { authorization }, body, duplex: "half" as const };
    const response = await app.request(`${account}/Messages.json`, init);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 20413, message: "Request entity too large" });
  });
});
