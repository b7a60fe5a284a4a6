import { expect } from "vitest";
import type { Call, TestStack } from "./testStack.ts";
import { testStack, writesIn } from "./testStack.ts";

export const second = "+14152000002";
export const forSale = "+14155201001";

export interface Account {
  numbers: { phoneNumber: string; sms: boolean; voice: boolean }[];
  availableNumbers: { phoneNumber: string }[];
  messagingServices: { sid: string; numbers: string[]; parameters?: { FriendlyName?: string } }[];
}

export const account = async (stack: TestStack): Promise<Account> =>
  (await stack.sandbox("GET", "/carriers/twilio")) as Account;

export const numbersOf = async (stack: TestStack): Promise<string[]> =>
  (await account(stack)).numbers.map(({ phoneNumber }) => phoneNumber);

/** A stack whose account has a second number. */
export async function stackWithTwoNumbers(options: Parameters<typeof testStack>[0] = {}) {
  const stack = await testStack(options);
  const { from } = stack.local.sandbox.describe().twilio;
  await stack.sandbox("PATCH", "/carriers/twilio", {
    numbers: [from, second].map((phoneNumber) => ({ phoneNumber, sms: true, voice: true })),
  });
  return { stack, from };
}

/** What the tenant's messages come from: its Messaging Service, or its number. */
export async function origin(stack: TestStack, experience: string): Promise<unknown> {
  if (experience === "legacy") {
    const twilio = (await stack.api("GET", "/guardian/factors/phone/providers/twilio")) as {
      from: string | null;
      messaging_service_sid: string | null;
    };
    return twilio.messaging_service_sid ?? twilio.from;
  }
  const { providers } = (await stack.api("GET", "/branding/phone/providers")) as {
    providers: { configuration: { mssid?: string; default_from?: string } }[];
  };
  expect(providers).toHaveLength(1);
  const { mssid, default_from } = providers[0]?.configuration ?? {};
  return mssid ?? default_from;
}

/** The writes to the tenant about messages and policy, in order. */
export const mfaWrites = (calls: readonly Call[]): string[] =>
  writesIn(calls).filter((call) => !call.includes("/clients"));
