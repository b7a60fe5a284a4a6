import { z } from "zod";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import { realTransport } from "../../tenant/http/requestJson.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";
import { askCarrier } from "../account/askCarrier.ts";
import type { Where } from "../Sender.ts";
import { numberFaultWords } from "../account/numberFault.ts";
import { carrierAddress } from "../account/carrierAddress.ts";
import type { TwilioNumber } from "./account.ts";
import type { TwilioSettings } from "./settings.ts";

/** A number that the account has. */
export interface OwnNumber extends TwilioNumber {
  sid: string;
}

/** The account that a stack's numbers are looked up in. */
export interface NumberLookUp extends Where {
  sender: TwilioSettings;
  delivery: readonly DeliveryMethod[];
  transport?: Transport;
}

/** The account's numbers, and the problems with those that the stack names. */
export interface NumbersFound {
  own: OwnNumber[];
  /**
   * Each number that the account does not have, or that lacks a capability that `delivery` requires, with
   * alternatives.
   */
  fault: string | undefined;
}

const ability: Record<DeliveryMethod, string> = { sms: "send SMS", voice: "call" };

/**
 * Looks up the numbers that a stack names.
 *
 * @throws CallFailure if the account can't be read
 */
export async function findNumbers(lookUp: NumberLookUp): Promise<NumbersFound> {
  const { sender, delivery, stack } = lookUp;
  const { from, messaging, accountSid } = sender;
  const own = await readNumbers(lookUp);
  const named =
    from === undefined
      ? (messaging?.numbers ?? []).map((number, index) => ({
          key: `twilioMessaging.numbers[${index}]`,
          number,
        }))
      : [{ key: "twilioFrom", number: from }];
  const bought = (messaging?.buyNumbers ?? [])
    .map((number, index) => ({ key: `twilioMessaging.buyNumbers[${index}]`, number }))
    .filter(({ number }) => own.some(({ phoneNumber }) => phoneNumber === number));
  const faults = [...named, ...bought].flatMap(({ key, number }) => {
    const what = faultOf(number, own, delivery);
    return what === undefined ? [] : [{ key, number, what }];
  });
  const fault = numberFaultWords({
    carrier: "Twilio",
    account: accountSid,
    stack,
    faults,
    needed: delivery.map((method) => ability[method]).join(" and "),
    able: own
      .filter((number) => delivery.every((method) => number[method]))
      .map(({ phoneNumber }) => phoneNumber),
  });
  return { own, fault };
}

function faultOf(
  number: string,
  own: readonly OwnNumber[],
  delivery: readonly DeliveryMethod[],
): string | undefined {
  const found = own.find(({ phoneNumber }) => phoneNumber === number);
  if (found === undefined) return "does not belong to the account";
  const lacking = delivery.filter((method) => !found[method]).map((method) => ability[method]);
  return lacking.length === 0 ? undefined : `can't ${lacking.join(" or ")}`;
}

const answer = z.object({
  incoming_phone_numbers: z.array(
    z.object({
      sid: z.string(),
      phone_number: z.string(),
      capabilities: z.object({ sms: z.boolean().nullish(), voice: z.boolean().nullish() }),
    }),
  ),
  next_page_uri: z.string().nullish(),
});

/** An account with more pages than this has more numbers than a stack could name. */
const mostPages = 100;

async function readNumbers({
  sender: { accountSid, authToken },
  domain,
  transport = realTransport,
}: NumberLookUp): Promise<OwnNumber[]> {
  const origin = (await carrierAddress("twilio", domain, transport))("https://api.twilio.com");
  const caller: CarrierAccount = { carrier: "Twilio", user: accountSid, password: authToken, transport };
  const numbers: OwnNumber[] = [];
  let next: string | undefined =
    `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/IncomingPhoneNumbers.json?PageSize=1000`;
  for (let page = 0; next !== undefined; page += 1) {
    if (page === mostPages) throw endless();
    const found: z.infer<typeof answer> = await askCarrier(
      caller,
      `${origin}${next}`,
      answer,
      "the account's numbers",
    );
    numbers.push(
      ...found.incoming_phone_numbers.map(({ sid, phone_number: phoneNumber, capabilities }) => ({
        sid,
        phoneNumber,
        sms: capabilities.sms === true,
        voice: capabilities.voice === true,
      })),
    );
    next = found.next_page_uri ?? undefined;
  }
  return numbers;
}

const endless = (): CallFailure =>
  new CallFailure({
    kind: "unexpected",
    what: "read the account's numbers",
    why: `the list does not end after ${mostPages} pages.`,
    remedy: "",
  });
