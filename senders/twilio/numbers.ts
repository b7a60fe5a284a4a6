import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";
import type { TwilioSettings } from "./settings.ts";

/** A number of the Twilio account's, and what it can do. */
interface OwnNumber {
  phoneNumber: string;
  sid: string;
  sms: boolean;
  voice: boolean;
}

const ability: Record<DeliveryMethod, string> = { sms: "send SMS", voice: "call" };

/**
 * The SIDs of the account's numbers that the stack names. A Messaging Service that is there already is not looked into.
 *
 * @throws pulumi.RunError in preview already, naming each number that the account does not have or that can't do what
 * `delivery` asks of it.
 */
export async function assertNumbers(
  sender: TwilioSettings,
  delivery: readonly DeliveryMethod[],
): Promise<{ phoneNumber: string; sid: string }[]> {
  const { from, messaging, accountSid } = sender;
  if (from === undefined && messaging === undefined) return [];
  const own = await readNumbers(sender);
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
    const fault = faultOf(number, own, delivery);
    return fault === undefined ? [] : [`  ${key} (${number}) ${fault}.`];
  });
  if (faults.length > 0) {
    throw new pulumi.RunError(
      [
        `Twilio account ${accountSid} can't send as this stack declares; nothing was changed.`,
        ...faults,
        remedy(own, delivery),
      ].join("\n"),
    );
  }
  const wanted = new Set(named.map(({ number }) => number));
  warnOfPurchases(messaging?.buyNumbers ?? [], own);
  return own
    .filter(({ phoneNumber }) => wanted.has(phoneNumber))
    .map(({ phoneNumber, sid }) => ({ phoneNumber, sid }));
}

function faultOf(
  number: string,
  own: readonly OwnNumber[],
  delivery: readonly DeliveryMethod[],
): string | undefined {
  const found = own.find(({ phoneNumber }) => phoneNumber === number);
  if (found === undefined) return "is not a number of the account";
  const lacking = delivery.filter((way) => !found[way]).map((way) => ability[way]);
  return lacking.length === 0 ? undefined : `can't ${lacking.join(" or ")}`;
}

function remedy(own: readonly OwnNumber[], delivery: readonly DeliveryMethod[]): string {
  const needed = delivery.map((way) => ability[way]).join(" and ");
  const able = own
    .filter((number) => delivery.every((way) => number[way]))
    .map(({ phoneNumber }) => phoneNumber);
  if (own.length === 0) return "The account has no number at all; buy one in Twilio's console.";
  return able.length === 0
    ? `None of the account's numbers can ${needed}; buy one that can in Twilio's console.`
    : `Of the account's numbers can ${needed}: ${able.join(", ")}.`;
}

/** A number that is not there yet will be bought: whoever reads the preview must have read that. */
function warnOfPurchases(buyNumbers: readonly string[], own: readonly OwnNumber[]): void {
  for (const number of buyNumbers.filter(
    (wanted) => !own.some(({ phoneNumber }) => phoneNumber === wanted),
  )) {
    void pulumi.log.warn(
      `${number} is to be bought at Twilio: it costs money each month from then on. Taking it off ` +
        "twilioMessaging.buyNumbers, or destroying the stack, does not release it; that is done in Twilio's console.",
    );
  }
}

async function readNumbers({ accountSid, authToken }: TwilioSettings): Promise<OwnNumber[]> {
  try {
    const { phoneNumbers } = await twilio.getPhoneNumbers({ accountSid });
    return phoneNumbers.map(({ phoneNumber = "", sid = "", capabilities = [] }) => ({
      phoneNumber,
      sid,
      sms: capabilities[0]?.sms === true,
      voice: capabilities[0]?.voice === true,
    }));
  } catch (error) {
    throw new pulumi.RunError(
      `Failed to read the numbers of Twilio account ${accountSid}: ${reasonOf(error, authToken)}. Nothing was changed. ` +
        "If SID and token are not of one account, mend: pulumi config set twilio:accountSid AC… and pulumi config set --secret twilio:authToken",
    );
  }
}

/** The provider's own words, on one line. It does not repeat its token; should it ever, they go no further. */
function reasonOf(error: unknown, authToken: string): string {
  const text = error instanceof Error ? error.message : String(error);
  const own = /Failed to list phone numbers: ([^\n]*)/.exec(text)?.[1] ?? text;
  return own.replaceAll(authToken, "…").replace(/\s+/g, " ").trim();
}
