import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import { realTransport } from "../../tenant/http/requestJson.ts";
import { orFailure } from "../account/askCarrier.ts";
import type { Where } from "../Sender.ts";
import { numberFaultWords } from "../account/numberFault.ts";
import { carrierAddress } from "../account/carrierAddress.ts";
import { readAbleNumbers, readNumber } from "./account.ts";
import type { OwnNumber } from "./account.ts";
import type { PlivoSettings } from "./settings.ts";

/** The account that a stack's number is looked up in. */
export interface AccountLookUp extends Where {
  sender: PlivoSettings;
  transport?: Transport;
}

/**
 * Why the account can't send from the stack's number, with alternatives; `undefined` if it can.
 *
 * @throws CallFailure if the account can't be read
 */
export async function plivoFault(lookUp: AccountLookUp): Promise<string | undefined> {
  const { sender, domain, stack, transport = realTransport } = lookUp;
  const at = await carrierAddress("plivo", domain, transport);
  const what = faultOf(sender, await orFailure(readNumber(sender, at, transport)));
  if (what === undefined) return undefined;
  return numberFaultWords({
    carrier: "Plivo",
    account: sender.authId,
    stack,
    faults: [{ key: "plivoFrom", number: sender.from, what }],
    needed: "send SMS",
    able: await readAbleNumbers(sender, at, transport),
  });
}

function faultOf({ authId }: PlivoSettings, number: OwnNumber | CallFailure): string | undefined {
  if (!(number instanceof CallFailure)) return number.sms ? undefined : "can't send SMS";
  if (number.kind !== "missing") throw number;
  return isSubaccount(authId) ? undefined : "does not belong to the account";
}

/** A number that a sub-account does not have may belong to its main account. */
export const isSubaccount = (authId: string): boolean => authId.startsWith("SA");
