import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TwilioSettings } from "../../../sandbox/carriers/settings.ts";
import { readTwiml } from "../../../sandbox/carriers/twilio/twiml.ts";
import { basic, newCarriers, someone, twilio } from "./support.ts";

const account = `/carriers/twilio/2010-04-01/Accounts/${twilio.accountSid}`;
const authorization = basic(twilio.accountSid, twilio.authToken);
const Twiml = "<Response><Say>Your code is 1, 2, 3, 4, 5, 6.</Say></Response>";
const good = { To: someone, From: twilio.from, Twiml };

async function call(form: Record<string, string>, settings: Partial<TwilioSettings> = {}) {
  const { carriers, inbox, app } = newCarriers();
  Object.assign(carriers.twilio.settings, settings);
  const response = await app.request(`${account}/Calls.json`, {
    method: "POST",
    headers: { authorization },
    body: new URLSearchParams(form),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, inbox, app };
}

describe("a call", () => {
  test("records its text in the inbox, and is completed afterwards", async () => {
    const { status, body, inbox, app } = await call(good);
    const sid = String(body["sid"]);
    expect([status, sid]).toEqual([201, expect.stringMatching(/^CA[0-9a-f]{32}$/)]);
    expect(body).toMatchObject({
      status: "queued",
      to: someone,
      to_formatted: "(415) 555-0123",
      direction: "outbound-api",
      start_time: null,
    });
    expect(inbox.list()).toMatchObject([
      {
        id: sid,
        channel: "voice",
        text: "Your code is 1, 2, 3, 4, 5, 6.",
        code: "123456",
        status: "delivered",
      },
    ]);
    const read = await app.request(`${account}/Calls/${sid}.json`, { headers: { authorization } });
    expect(await read.json()).toMatchObject({ sid, status: "completed", duration: "2" });
  });

  test("may call a landline or an opted-out number, also from a verified number", async () => {
    const london = "+442079460000";
    expect((await call({ ...good, To: london }, { optedOut: [london] })).status).toBe(201);
    const verified = { verifiedNumbers: ["+14155550199"] };
    expect((await call({ ...good, From: "+14155550199" }, verified)).status).toBe(201);
  });

  test("fails after it was accepted if its TwiML can't be parsed", async () => {
    const { status, inbox } = await call({ ...good, Twiml: "<Response><Say>Hello" });
    expect(status).toBe(201);
    expect(inbox.list()).toMatchObject([
      { status: "failed", error: { code: "12100", message: "Document parse failure" } },
    ]);
  });

  const mute = [{ phoneNumber: twilio.from, sms: true, voice: false }];
  test.each<[string, Record<string, string>, Partial<TwilioSettings>, number, string]>([
    ["no recipient", { From: twilio.from, Twiml }, {}, 21201, "No 'To' number is specified"],
    [
      "an invalid recipient",
      { ...good, To: "+1" },
      {},
      21211,
      "The 'To' number +1 is not a valid phone number.",
    ],
    ["no caller", { To: someone, Twiml }, {}, 21213, "No 'From' number is specified"],
    ["an invalid caller", { ...good, From: "me" }, {}, 21212, "From is not a valid phone number: me"],
    [
      "another's number",
      { ...good, From: "+14152999999" },
      {},
      21210,
      "The source phone number provided, +14152999999, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.",
    ],
    [
      "a number that cannot call",
      good,
      { numbers: mute },
      21210,
      `The source phone number provided, ${twilio.from}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.`,
    ],
    ["nothing to say", { To: someone, From: twilio.from }, {}, 21205, "Url parameter is required."],
    [
      "an unverified number, on trial",
      good,
      { trial: true },
      21219,
      `The number ${someone} is unverified. Trial accounts may only make calls to verified numbers.`,
    ],
    [
      "a region not permitted",
      good,
      { geoPermissions: ["FR"] },
      21215,
      `Account not authorized to call ${someone}. Perhaps you need to enable some international permissions.`,
    ],
  ])("is rejected for %s", async (_, form, settings, code, message) => {
    const { status, body, inbox } = await call(form, settings);
    expect([status, body["code"], body["message"]]).toEqual([400, code, message]);
    expect(inbox.list()).toMatchObject(code === 21201 ? [] : [{ error: { code: String(code), message } }]);
  });

  test.each([
    [
      { To: someone, From: twilio.from, Url: "https://example.com/twiml" },
      "A call whose TwiML is at a URL (the stand-in fetches none; send it as Twiml)",
    ],
    [{ ...good, Twiml: "<Response><Dial>+1</Dial></Response>" }, "The TwiML verb <Dial>"],
    [
      { To: someone, From: twilio.from, ApplicationSid: `AP${"0".repeat(32)}` },
      "A call whose TwiML is at a URL (the stand-in fetches none; send it as Twiml)",
    ],
  ])("reports what is not emulated: %j", async (form, what) => {
    const { status, body } = await call(form);
    expect([status, body["message"]]).toEqual([501, `${what} is not emulated by the stand-in`]);
  });

  test.each(["StatusCallback", "SendDigits", "MachineDetection", "Record"])(
    "reports that its parameter %s is not emulated, unless it is empty",
    async (name) => {
      const { status, body } = await call({ ...good, [name]: "x" });
      expect([status, body["message"]]).toEqual([
        501,
        `The parameter ${name} is not emulated by the stand-in`,
      ]);
      expect((await call({ ...good, [name]: "" })).status).toBe(201);
    },
  );
});

describe("TwiML", () => {
  test.each([
    [
      "<Response><Say>one</Say><Pause length='1'/><Say voice=\"alice\" loop='2'>two</Say></Response>",
      "one two",
    ],
    ['<?xml version="1.0"?>\n<!-- a > b -->\n<Response>\n <Say>\n  a\n  b </Say>\n</Response>\n', "a b"],
    ["<Response><Say>Tom &amp; Jerry &lt;3 &#49;&#x32;</Say></Response>", "Tom & Jerry <3 12"],
    ["<Response><Say><![CDATA[<b>&]]></Say></Response>", "<b>&"],
    ["<Response><Say><say-as interpret-as='digits'>1234</say-as><break/>!</Say></Response>", "1234 !"],
    ["<Response/>", ""],
  ])("%s says %j", (xml, text) => {
    const read = readTwiml(xml);
    expect(read.kind === "says" && read.text.replace(" !", "!")).toBe(text.replace(" !", "!"));
  });

  test.each([
    "",
    "text",
    "<Say>x</Say>",
    "<Response>",
    "<Response></Say>",
    "<Response><Say>x</Response></Say>",
    "<Response/><Response/>",
    "<Response><Say>&unknown;</Say></Response>",
    "<Response><Say>a & b</Say></Response>",
    "<Response><Say>&#0;</Say></Response>",
    '<!DOCTYPE x [<!ENTITY e "x">]><Response><Say>&e;</Say></Response>',
    "<Response><Say>x</Say></Response>trailing",
    "<Response <Say>",
  ])("%j is malformed", (xml) => {
    expect(readTwiml(xml)).toEqual({ kind: "malformed" });
  });

  test("never fails to be read, and unescapes text exactly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (xml) => {
        expect(() => readTwiml(xml)).not.toThrow();
      }),
    );
    const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readTwiml(`<Response><Say>${escaped(text)}</Say></Response>`);
        expect(read).toEqual({ kind: "says", text: text.replace(/\s+/g, " ").trim() });
      }),
    );
  });

  test("of a megabyte is read quickly, even if it is unterminated", () => {
    const began = performance.now();
    for (const part of ["<!--", "<![CDATA[", "<a ", "&", "<Say>", " a='", "<a a='"])
      readTwiml(`<Response>${part.repeat(100_000)}`);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
