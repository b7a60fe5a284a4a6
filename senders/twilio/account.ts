import { z } from "zod";
import type { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import type { TwilioSettings } from "./settings.ts";
import type { CarrierAddress } from "../account/carrierAddress.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";
import { askCarrier, orFailure } from "../account/askCarrier.ts";
import type { HeldNumber } from "./holders.ts";
import { readHolders } from "./holders.ts";
import type { ServiceSenders } from "./service.ts";
import { readServiceSenders } from "./service.ts";

/** A number, and what it can do. */
export interface TwilioNumber {
  phoneNumber: string;
  sms: boolean;
  voice: boolean;
}

/** What Twilio says about the account that the stack sends with; each part may fail independently. */
export interface TwilioFacts {
  account: { status: string; type: string } | CallFailure;
  balance?: { amount: number; currency: string } | CallFailure;
  /** The numbers that the stack names and the account has. */
  numbers?: TwilioNumber[] | CallFailure;
  /** The stack's Messaging Service, given or its own. */
  serviceSid?: string;
  /** What it can send from. */
  serviceSenders?: ServiceSenders | CallFailure;
  /** The numbers that the stack would attach to its own service, and another one has. */
  heldNumbers?: HeldNumber[] | CallFailure;
}

const accountAnswer = z.object({ status: z.string(), type: z.string() });
const balanceAnswer = z.object({ balance: z.coerce.number(), currency: z.string() });
const numbersAnswer = z.object({
  incoming_phone_numbers: z.array(
    z.object({
      phone_number: z.string(),
      capabilities: z.object({ sms: z.boolean().nullish(), voice: z.boolean().nullish() }),
    }),
  ),
});
/**
 * Reads the account and, if its credentials are valid, everything else that a message needs.
 * @param service the stack's Messaging Service, given or its own, and the numbers that it would get
 */
export async function readAccount(
  sender: TwilioSettings,
  { sid: messagingServiceSid, newNumbers }: { sid: string | undefined; newNumbers: readonly string[] },
  at: CarrierAddress,
  transport: Transport,
): Promise<TwilioFacts> {
  const { accountSid, authToken } = sender;
  const named = numbersOf(sender);
  const caller: CarrierAccount = { carrier: "Twilio", user: accountSid, password: authToken, transport };
  const base = `${at("https://api.twilio.com")}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}`;
  const account = await orFailure(askCarrier(caller, `${base}.json`, accountAnswer, "the account"));
  if (account instanceof Error) return { account };

  const messaging = at("https://messaging.twilio.com");
  const [balance, numbers, serviceSenders, heldNumbers] = await Promise.all([
    orFailure(readBalance(caller, base)),
    named.length === 0 ? undefined : orFailure(readNumbers(caller, base, named)),
    messagingServiceSid === undefined
      ? undefined
      : orFailure(readServiceSenders(caller, messaging, messagingServiceSid)),
    newNumbers.length === 0
      ? undefined
      : orFailure(readHolders(caller, messaging, newNumbers, messagingServiceSid)),
  ]);
  return {
    account,
    balance,
    ...(numbers && { numbers }),
    ...(messagingServiceSid !== undefined &&
      serviceSenders && { serviceSid: messagingServiceSid, serviceSenders }),
    ...(heldNumbers && { heldNumbers }),
  };
}

async function readBalance(caller: CarrierAccount, base: string) {
  const { balance, currency } = await askCarrier(
    caller,
    `${base}/Balance.json`,
    balanceAnswer,
    "the balance",
  );
  return { amount: balance, currency };
}

/** The account's numbers that a stack names: From, or those of its own Messaging Service. */
export const numbersOf = ({ from, messaging }: TwilioSettings): string[] =>
  from === undefined ? (messaging?.numbers ?? []) : [from];

async function readNumbers(
  caller: CarrierAccount,
  base: string,
  numbers: readonly string[],
): Promise<TwilioNumber[]> {
  return (await Promise.all(numbers.map((number) => readNumber(caller, base, number)))).flat();
}

async function readNumber(caller: CarrierAccount, base: string, from: string): Promise<TwilioNumber[]> {
  const url = `${base}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(from)}`;
  const answer = await askCarrier(caller, url, numbersAnswer, "the account's numbers");
  // The filter also matches parts of numbers.
  return answer.incoming_phone_numbers
    .filter(({ phone_number: phoneNumber }) => phoneNumber === from)
    .map(({ phone_number: phoneNumber, capabilities }) => ({
      phoneNumber,
      sms: capabilities.sms === true,
      voice: capabilities.voice === true,
    }));
}
