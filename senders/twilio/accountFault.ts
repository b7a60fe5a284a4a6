import { configCommand, set } from "../../configuration/problems.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { realTransport } from "../../tenant/http/requestJson.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";
import { orFailure } from "../account/askCarrier.ts";
import { carrierAddress } from "../account/carrierAddress.ts";
import type { NumberLookUp } from "./numbers.ts";
import { findNumbers } from "./numbers.ts";
import { hasSender, readServiceSenders } from "./service.ts";

/**
 * Why the account can't send from the stack's number or its existing Messaging Service, with a fix;
 * `undefined` if it can.
 *
 * @throws CallFailure if the account can't be read
 */
export async function twilioFault(lookUp: NumberLookUp): Promise<string | undefined> {
  const { messagingServiceSid } = lookUp.sender;
  return messagingServiceSid === undefined
    ? (await findNumbers(lookUp)).fault
    : await serviceFault(messagingServiceSid, lookUp);
}

/** A service may have senders of a kind that can't be read: only an empty one is a fault. */
async function serviceFault(sid: string, lookUp: NumberLookUp): Promise<string | undefined> {
  const { sender, domain, stack, transport = realTransport } = lookUp;
  const { accountSid: user, authToken: password } = sender;
  const at = await carrierAddress("twilio", domain, transport);
  const caller: CarrierAccount = { carrier: "Twilio", user, password, transport };
  const senders = await orFailure(readServiceSenders(caller, at("https://messaging.twilio.com"), sid));
  if (senders instanceof CallFailure) {
    if (senders.kind !== "missing") throw senders;
    return faultWords(
      user,
      `twilioMessagingServiceSid (${sid}) does not belong to the account`,
      `${configCommand(set("twilioMessagingServiceSid", "MG…"), stack)}, with one that Twilio's console lists (Messaging, Services).`,
    );
  }
  if (hasSender(senders) || senders.unread.length > 0) return undefined;
  return faultWords(
    user,
    `twilioMessagingServiceSid (${sid}) has no sender ID for text messages`,
    "add a number to it in Twilio's console: Messaging, Services, Sender Pool.",
  );
}

const faultWords = (account: string, fault: string, fix: string): string =>
  `Twilio account ${account} can't send as this stack declares: ${fault}. Fix: ${fix}`;
