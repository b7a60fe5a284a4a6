import * as pulumi from "@pulumi/pulumi";
import { configCommand, set, setSecret } from "../../configuration/problems.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { NumberLookUp, NumbersFound, OwnNumber } from "./numbers.ts";
import { findNumbers } from "./numbers.ts";

/**
 * The account's numbers that the stack's own Messaging Service sends from. A number that the account does not
 * have will be bought: a warning names it.
 * @throws pulumi.RunError, in a preview too, naming each number that can't be attached
 */
export async function attachableNumbers(lookUp: NumberLookUp): Promise<OwnNumber[]> {
  const { messaging } = lookUp.sender;
  const { own, fault } = await findOrStop(lookUp);
  if (fault !== undefined) throw new pulumi.RunError(`Nothing was changed: ${fault}`);
  for (const number of messaging?.buyNumbers ?? [])
    if (!own.some(({ phoneNumber }) => phoneNumber === number)) warnOfPurchase(number);
  return own.filter(({ phoneNumber }) => messaging?.numbers.includes(phoneNumber) === true);
}

async function findOrStop(lookUp: NumberLookUp): Promise<NumbersFound> {
  const { sender, stack } = lookUp;
  try {
    return await findNumbers(lookUp);
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    throw new pulumi.RunError(
      [
        `Failed to read the numbers of Twilio account ${sender.accountSid}: ${error.why} Nothing was changed.`,
        error.fix,
        `If the SID and the token belong to different accounts, run ${configCommand(set("twilio:accountSid", "AC…"), stack)} and ${configCommand(setSecret("twilio:authToken"), stack)}`,
      ]
        .filter(Boolean)
        .join(" "),
    );
  }
}

/** A reader of the preview must see this. */
function warnOfPurchase(number: string): void {
  void pulumi.log.warn(
    `${number} will be bought from Twilio and costs money each month. Removing it from twilioMessaging.buyNumbers ` +
      "or destroying the stack does not release it; only Twilio's console does.",
  );
}
