import type { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";
import type { TwilioSettings } from "./settings.ts";
import type { TwilioFacts, TwilioNumber } from "./account.ts";
import { readable } from "../../mfa/phoneNumbers.ts";
import { numbersOf } from "./account.ts";
import { checkService } from "./checkService.ts";
import { group } from "../../findings/Finding.ts";
import type { Finding } from "../../findings/Finding.ts";

const { ok, warning, failed, notChecked } = group("Twilio");

/**
 * Below this balance, in the account's currency, the doctor warns: it is enough for some hundred messages.
 */
const lowBalance = 5;

/** Checks whether the account can send what the stack declares. */
export function checkTwilio(
  delivery: readonly DeliveryMethod[],
  sender: TwilioSettings,
  facts: TwilioFacts,
): Finding[] {
  if (facts.account instanceof Error) {
    return [
      failed(`account ${sender.accountSid}: ${facts.account.why}`, facts.account.remedy),
      notChecked("the account can't be read", "balance and number"),
    ];
  }
  return [
    checkAccount(sender, facts.account),
    ...(facts.balance === undefined ? [] : [checkBalance(facts.balance)]),
    ...checkNumbers(sender, delivery, facts.numbers),
    ...checkHeldNumbers(facts.heldNumbers),
    ...(facts.serviceSenders === undefined
      ? []
      : checkService(facts.serviceSid ?? "", facts.serviceSenders, sender.messaging !== undefined)),
  ];
}

function checkAccount(
  { accountSid }: TwilioSettings,
  { status, type }: { status: string; type: string },
): Finding {
  if (status !== "active")
    return failed(
      `account ${accountSid} is ${status}`,
      "Twilio's console says why, and how to reactivate it.",
    );
  if (type.toLowerCase() === "trial") {
    return warning(
      `account ${accountSid} is a trial account: it sends only to verified numbers, and Twilio adds its own text to each message`,
      "Upgrade it in Twilio's console before users sign in.",
    );
  }
  return ok(`account ${accountSid}: active, credentials accepted`);
}

function checkBalance(balance: { amount: number; currency: string } | CallFailure): Finding {
  if (balance instanceof Error) return notChecked(balance.why, "balance");
  const text = `balance ${balance.amount.toFixed(2)} ${balance.currency}`;
  const remedy = "Add funds in Twilio's console, and turn on its auto-recharge.";
  if (balance.amount <= 0) return failed(`${text}: nothing can be sent`, remedy);
  return balance.amount < lowBalance ? warning(`${text}: low`, remedy) : ok(text);
}

function checkNumbers(
  sender: TwilioSettings,
  delivery: readonly DeliveryMethod[],
  found: TwilioNumber[] | CallFailure | undefined,
): Finding[] {
  if (found === undefined) return [];
  const named = numbersOf(sender);
  if (found instanceof Error)
    return [failed(`number ${named.map(readable).join(", ")}: ${found.why}`, found.remedy)];
  return named.flatMap((name) =>
    checkNumber(
      name,
      delivery,
      found.find(({ phoneNumber }) => phoneNumber === name),
    ),
  );
}

/** A number of another Messaging Service would stop the update midway. */
function checkHeldNumbers(held: TwilioFacts["heldNumbers"] = []): Finding[] {
  if (held instanceof Error) return [notChecked(held.why, "other Messaging Services")];
  return held.map(({ number, service }) =>
    failed(
      `number ${readable(number)} belongs to the Messaging Service ${service}, and can't be attached to a second one`,
      "Remove it from that service in Twilio's console: Messaging, Services, Sender Pool.",
    ),
  );
}

function checkNumber(
  from: string,
  delivery: readonly DeliveryMethod[],
  number: TwilioNumber | undefined,
): Finding[] {
  if (number === undefined) {
    return [
      failed(
        `number ${readable(from)} does not belong to the account`,
        "Set twilioFrom, or twilioMessaging.numbers, to one that Twilio's console lists (Phone Numbers, Active numbers).",
      ),
    ];
  }
  const lacking = delivery.filter((type) => !number[type]);
  if (lacking.length === 0) return [ok(`number ${readable(from)}: ${delivery.join(" and ")}`)];
  return lacking.map((type) =>
    failed(
      `number ${readable(from)} can't ${type === "sms" ? "send text messages" : "make voice calls"}`,
      `Choose a number with that capability, or leave ${type} out of delivery.`,
    ),
  );
}
