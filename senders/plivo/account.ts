import { z } from "zod";
import type { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import type { PlivoSettings } from "./settings.ts";
import type { CarrierAddress } from "../account/carrierAddress.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";
import { askCarrier, orFailure } from "../account/askCarrier.ts";

/** What Plivo says about the account that the stack sends with; each part may fail independently. */
export interface PlivoFacts {
  account: { credits: number | undefined; type: string } | CallFailure;
  number?: OwnNumber | CallFailure;
}

/** The number that messages come from. */
export interface OwnNumber {
  sms: boolean;
}

/** Sub-accounts have no credits. */
const accountAnswer = z.object({
  cash_credits: z.coerce.number().nullish(),
  account_type: z.string().nullish(),
});
const numberAnswer = z.object({ sms_enabled: z.boolean().nullish() });
const numbersAnswer = z.object({ objects: z.array(z.object({ number: z.string() })) });

/** Reads the account and, if its credentials are valid, its number. */
export async function readAccount(
  sender: PlivoSettings,
  at: CarrierAddress,
  transport: Transport,
): Promise<PlivoFacts> {
  const calls = callsOf(sender, at, transport);
  const account = await orFailure(askCarrier(calls.account, calls.base, accountAnswer, "the account"));
  if (account instanceof Error) return { account };
  const { cash_credits: credits, account_type: type } = account;
  return {
    account: {
      credits: credits ?? undefined,
      type: type ?? "standard",
    },
    number: await orFailure(readNumber(sender, at, transport)),
  };
}

/**
 * Reads the number that messages come from.
 * @throws CallFailure `missing` if the account does not have it
 */
export async function readNumber(
  sender: PlivoSettings,
  at: CarrierAddress,
  transport: Transport,
): Promise<OwnNumber> {
  const { account, base } = callsOf(sender, at, transport);
  const url = `${base}Number/${sender.from.replace("+", "")}/`;
  return { sms: (await askCarrier(account, url, numberAnswer, "the number")).sms_enabled === true };
}

/** The first of the account's numbers that send SMS, E.164. */
export async function readAbleNumbers(
  sender: PlivoSettings,
  at: CarrierAddress,
  transport: Transport,
): Promise<string[]> {
  const { account, base } = callsOf(sender, at, transport);
  const url = `${base}Number/?services=sms&limit=20`;
  const { objects } = await askCarrier(account, url, numbersAnswer, "the account's numbers");
  return objects.map(({ number }) => `+${number}`);
}

function callsOf({ authId, authToken }: PlivoSettings, at: CarrierAddress, transport: Transport) {
  return {
    account: { carrier: "Plivo", user: authId, password: authToken, transport } satisfies CarrierAccount,
    base: `${at("https://api.plivo.com")}/v1/Account/${encodeURIComponent(authId)}/`,
  };
}
