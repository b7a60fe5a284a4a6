import { z } from "zod";
import type { ReadFailure } from "../../inspection/http/ReadFailure.ts";
import type { Transport } from "../../inspection/http/requestJson.ts";
import type { TwilioSettings } from "../../settings/senders.ts";
import type { CarrierAddresses } from "./addresses.ts";
import type { CarrierAccount } from "./askCarrier.ts";
import { askCarrier, orFailure } from "./askCarrier.ts";

/** A number, and what it can do. */
export interface TwilioNumber {
  phoneNumber: string;
  sms: boolean;
  voice: boolean;
}

/** What Twilio says of the account that the stack sends by; each part may fail on its own. */
export interface TwilioFacts {
  account: { status: string; type: string } | ReadFailure;
  balance?: { amount: number; currency: string } | ReadFailure;
  /** The account's numbers that are the stack's From number: one or none. */
  numbers?: TwilioNumber[] | ReadFailure;
  /** The numbers of the stack's Messaging Service. */
  serviceNumbers?: TwilioNumber[] | ReadFailure;
}

const accountAnswer = z.object({ status: z.string(), type: z.string() });
const balanceAnswer = z.object({ balance: z.string(), currency: z.string() });
const numbersAnswer = z.object({
  incoming_phone_numbers: z.array(
    z.object({
      phone_number: z.string(),
      capabilities: z.object({ sms: z.boolean().nullish(), voice: z.boolean().nullish() }),
    }),
  ),
});
const serviceAnswer = z.object({
  phone_numbers: z.array(z.object({ phone_number: z.string(), capabilities: z.array(z.string()).nullish() })),
});

/** Reads the account and, where its credentials are good, all else that a message needs. */
export async function readTwilio(
  sender: TwilioSettings,
  addresses: CarrierAddresses,
  transport: Transport,
): Promise<TwilioFacts> {
  const { accountSid, authToken, from, messagingServiceSid } = sender;
  const caller: CarrierAccount = { carrier: "Twilio", user: accountSid, password: authToken, transport };
  const base = `${addresses.twilio}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`;
  const account = await orFailure(askCarrier(caller, `${base}.json`, accountAnswer, "the account"));
  if (account instanceof Error) return { account };

  const [balance, numbers, serviceNumbers] = await Promise.all([
    orFailure(readBalance(caller, base)),
    from === undefined ? undefined : orFailure(readNumbers(caller, base, from)),
    messagingServiceSid === undefined
      ? undefined
      : orFailure(readServiceNumbers(caller, addresses.twilioMessaging, messagingServiceSid)),
  ]);
  return {
    account,
    balance,
    ...(numbers && { numbers }),
    ...(serviceNumbers && { serviceNumbers }),
  };
}

async function readBalance(caller: CarrierAccount, base: string) {
  const { balance, currency } = await askCarrier(
    caller,
    `${base}/Balance.json`,
    balanceAnswer,
    "the balance",
  );
  return { amount: Number(balance), currency };
}

async function readNumbers(caller: CarrierAccount, base: string, from: string): Promise<TwilioNumber[]> {
  const url = `${base}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(from)}`;
  const answer = await askCarrier(caller, url, numbersAnswer, "the account's numbers");
  // The filter finds parts of numbers too.
  return answer.incoming_phone_numbers
    .filter(({ phone_number: phoneNumber }) => phoneNumber === from)
    .map(({ phone_number: phoneNumber, capabilities }) => ({
      phoneNumber,
      sms: capabilities.sms === true,
      voice: capabilities.voice === true,
    }));
}

/** One page is enough: whether there is a number that can send is asked, not how many. */
async function readServiceNumbers(
  caller: CarrierAccount,
  messaging: string,
  sid: string,
): Promise<TwilioNumber[]> {
  const url = `${messaging}/v1/Services/${encodeURIComponent(sid)}/PhoneNumbers?PageSize=100`;
  const { phone_numbers: numbers } = await askCarrier(caller, url, serviceAnswer, "the Messaging Service");
  return numbers.map(({ phone_number: phoneNumber, capabilities }) => {
    const can = (capabilities ?? []).map((capability) => capability.toLowerCase());
    return { phoneNumber, sms: can.includes("sms"), voice: can.includes("voice") };
  });
}
