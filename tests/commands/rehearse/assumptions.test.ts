import { expect, test } from "vitest";
import { assumptionsOf } from "../../../commands/rehearse/assumptions.ts";
import { localPlivo } from "../../../senders/plivo/local.ts";
import type { StackFile } from "../../../senders/SenderInCommands.ts";
import { localTwilio } from "../../../senders/twilio/local.ts";

const service = `MG${"a".repeat(32)}`;
const twilio: StackFile = {
  sender: "twilio",
  twilioFrom: "+14155552671",
  "twilio:accountSid": "ACreal",
  "twilio:authToken": { secure: "v1:aaa" },
  callbackUrls: ["https://app.example.com/callback"],
};
const plivo: StackFile = {
  sender: "plivo",
  plivoFrom: "+14155552672",
  "plivo:authToken": { secure: "v1:a" },
};
const another = { secure: "v1:bbb" };

test.each<[string, StackFile | undefined, StackFile, string[]]>([
  ["nothing changes", twilio, twilio, []],
  [
    "another number",
    twilio,
    { ...twilio, twilioFrom: "+14155550111" },
    ["+1 415 555 0111 belongs to your Twilio account"],
  ],
  [
    "a Messaging Service",
    twilio,
    { ...twilio, twilioMessagingServiceSid: service },
    [`${service} belongs to your Twilio account`],
  ],
  [
    "numbers of a service of its own",
    twilio,
    { ...twilio, twilioMessaging: { numbers: ["+14155552671", "+14155550112"] } },
    ["+1 415 555 0112 belongs to your Twilio account"],
  ],
  [
    "another token",
    twilio,
    { ...twilio, "twilio:authToken": another },
    ["the new Twilio token belongs to your Twilio account"],
  ],
  [
    "another account",
    twilio,
    { ...twilio, "twilio:accountSid": "ACother", "twilio:authToken": another },
    ["the new Twilio token belongs to the new Twilio account"],
  ],
  [
    "another account whose token no file holds",
    { ...twilio, "twilio:authToken": undefined },
    { ...twilio, "twilio:accountSid": "ACother", "twilio:authToken": undefined },
    ["the Twilio token belongs to the new Twilio account"],
  ],
  [
    "another account with the old token, which is tried as it is",
    twilio,
    { ...twilio, "twilio:accountSid": "ACother" },
    [],
  ],
  [
    "another sender, set up before or not",
    { ...twilio, ...plivo, sender: "twilio" },
    { ...twilio, ...plivo },
    ["the ID and token of your Plivo account are correct", "+1 415 555 2672 belongs to your Plivo account"],
  ],
  [
    "another number of Plivo's",
    plivo,
    { ...plivo, plivoFrom: "+14155550113" },
    ["+1 415 555 0113 belongs to your Plivo account"],
  ],
  ["another token of a sender that sends nothing", twilio, { ...twilio, "plivo:authToken": another }, []],
  [
    "a new stack",
    undefined,
    plivo,
    ["the ID and token of your Plivo account are correct", "+1 415 555 2672 belongs to your Plivo account"],
  ],
  ["a sender that others manage", undefined, { ...twilio, manage: ["application"] }, []],
  [
    "new wildcards and placeholders",
    twilio,
    { ...twilio, callbackUrls: ["https://*.example.com/cb", "https://{organization_name}.example.com/cb"] },
    [
      "every host that matches https://*.example.com/cb works like any.example.com",
      "https://{organization_name}.example.com/cb works, which a local tenant can't check",
    ],
  ],
  [
    "wildcards that were there",
    { ...twilio, callbackUrls: ["https://*.example.com/cb"] },
    { ...twilio, callbackUrls: ["https://*.example.com/cb"] },
    [],
  ],
])("%s", (_name, before, after, assumptions) => {
  expect(assumptionsOf(before, after)).toEqual(assumptions);
});

test("a local account has every number in a stack file", () => {
  const description = {
    twilio: { url: "", accountSid: "AC", authToken: "t", from: "+15005550006" },
    plivo: { url: "", authId: "MA", authToken: "t", from: "+15005550007" },
  };
  const numbers = (numbers: string[]) =>
    expect.objectContaining({
      numbers: numbers.map((phoneNumber) => ({ phoneNumber, sms: true, voice: true })),
    }) as object;
  const other = { plivoFrom: "+14155550113", twilioFrom: 5, twilioMessaging: null };
  expect(localPlivo.holding(description, [plivo, other])).toEqual(
    numbers(["+15005550007", "+14155552672", "+14155550113"]),
  );
  expect(localTwilio.holding(description, [twilio, other])).toEqual(
    numbers(["+15005550006", "+14155552671"]),
  );
});
