import { expect } from "vitest";
import { testStack } from "../support/stack/testStack.ts";
import { mfaWrites, second } from "../support/stack/twilioAccount.ts";
import { existingService } from "../support/tenant/messagingService.ts";
import type { Case } from "./cases.ts";

interface RefusedNumber extends Case {
  /** What is different about the account. */
  account: Record<string, unknown>;
  values: Record<string, unknown>;
  says: readonly RegExp[];
}

export const refusedNumbers: readonly RefusedNumber[] = [
  {
    name: "a number that is another's",
    account: {},
    values: { twilioFrom: "+14155550123" },
    says: [/twilioFrom \(\+14155550123\) does not belong to the account/, /can send SMS: \+1415/],
  },
  {
    name: "numbers that can't send, all at once",
    standsFor: "whatever the account says no to",
    account: { numbers: [{ phoneNumber: second, sms: false, voice: true }] },
    values: { twilioFrom: "", twilioMessaging: { service: true, numbers: [second, "+14155550123"] } },
    says: [/numbers\[0\] \(\+14152000002\) can't send SMS/, /numbers\[1\] \(\+14155550123\) does not belong/],
  },
  {
    name: "a number that can't call",
    account: { numbers: [{ phoneNumber: second, sms: true, voice: false }] },
    values: { twilioFrom: second, delivery: ["sms", "voice"] },
    says: [/twilioFrom \(\+14152000002\) can't call/, /No number of the account can send SMS and call/],
  },
  {
    name: "an account without a number",
    account: { numbers: [] },
    values: {},
    says: [/No number of the account can send SMS\. In .*'s console, buy one/],
  },
  {
    name: "an existing Messaging Service without a sender",
    standsFor: "a service that the account can't send from",
    account: { messagingServices: [{ sid: existingService, numbers: [] }] },
    values: { twilioFrom: "", twilioMessagingServiceSid: existingService },
    says: [
      /twilioMessagingServiceSid \(MG0{32}\) has no sender ID for text messages/,
      /Fix: add a number to it in Twilio's console/,
    ],
  },
  {
    name: "an existing Messaging Service that is another account's",
    account: {},
    values: { twilioFrom: "", twilioMessagingServiceSid: existingService },
    says: [/twilioMessagingServiceSid \(MG0{32}\) does not belong to the account/],
  },
  {
    name: "an account that can't be read",
    account: { suspended: true },
    values: {},
    says: [/Twilio rejects the credentials\./],
  },
];

/** The preview already reports it, and nothing is changed. */
export async function refuseNumber({ account, values, says }: RefusedNumber): Promise<void> {
  const stack = await testStack();
  const { authToken } = stack.local.sandbox.describe().twilio;
  await stack.sandbox("PATCH", "/carriers/twilio", account);
  await stack.set(values);
  const said = await stack.failingPreview();
  for (const word of says) expect(said).toMatch(word);
  expect(said).not.toMatch(/^\s+at /m);
  expect(said).not.toContain(authToken);
  await stack.failingUp();
  // The application may be registered, and the message texts written, beside what is refused.
  const writes = mfaWrites(await stack.calls()).filter((write) => !write.includes("/templates"));
  expect(writes).toEqual([]);
}
