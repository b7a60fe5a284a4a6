import { describe, expect, test } from "vitest";
import { findTwilio } from "../../../senders/twilio/adopt.ts";
import type { FoundProvider } from "../../../senders/SenderInCommands.ts";

const sid = `AC${"0".repeat(32)}`;
const service = `MG${"0".repeat(32)}`;
const number = "+15005550006";
const found = (change: Partial<FoundProvider>): FoundProvider => ({
  sid,
  from: undefined,
  messagingServiceSid: undefined,
  ...change,
});

describe("the Twilio account of a tenant", () => {
  test.each([
    [found({ from: number }), { setting: "from", value: number, key: "twilioFrom" }],
    [
      found({ messagingServiceSid: service }),
      { setting: "from", value: service, key: "twilioMessagingServiceSid" },
    ],
  ])("is adopted with what it sends from: %j", (twilio, from) => {
    const imports = [{ type: "t", name: "sender", id: "pro_1" }];
    expect(findTwilio(twilio, imports)).toEqual({
      part: "sender",
      shown: [
        { setting: "sender", value: "twilio", key: "sender" },
        { setting: "account SID", value: sid, key: "twilio:accountSid" },
        from,
      ],
      configuration: {
        sender: "twilio",
        "twilio:accountSid": sid,
        twilioFrom: twilio.from,
        twilioMessagingServiceSid: twilio.messagingServiceSid,
        twilioMessaging: undefined,
      },
      unknown: [
        { key: "twilio:authToken", what: "the Twilio Auth Token that the tenant uses", secret: true },
      ],
      imports,
      alone: [],
    });
  });

  test("is adopted with its Auth Token if the tenant returns it", () => {
    expect(findTwilio(found({ from: number, authToken: "token" }), [])).toMatchObject({
      unknown: [{ key: "twilio:authToken", secret: true, value: "token" }],
    });
  });

  test.each<[Partial<FoundProvider>, string]>([
    [{ sid: undefined, from: number }, "its account SID is not AC and 32 hex digits"],
    [{ sid: service, from: number }, "its account SID is not AC and 32 hex digits"],
    [{ from: number, authToken: "" }, "it has no Auth Token"],
    [{ from: number, messagingServiceSid: service }, "it has both a number and a Messaging Service"],
    [{}, "it has neither a number nor a Messaging Service"],
    [{ messagingServiceSid: sid }, "its Messaging Service is not MG and 32 hex digits"],
    [{ from: "15005550006" }, 'its sender ID ("15005550006") has no plus sign'],
    [
      { from: "Acme" },
      `its sender ID ("Acme") is an alphanumeric sender ID; add it to a Messaging Service in Twilio's console, use that service in Auth0, and run adopt again`,
    ],
    [
      { from: "12345" },
      `its sender ID ("12345") is a short code; add it to a Messaging Service in Twilio's console, use that service in Auth0, and run adopt again`,
    ],
  ])("can't be adopted with %j", (change, why) => {
    expect(findTwilio(found(change), [])).toEqual({ part: "sender", name: "Twilio", why });
  });
});
