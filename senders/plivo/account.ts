import { z } from "zod";
import type { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import type { PlivoSettings } from "./settings.ts";
import type { CarrierAddress } from "../account/carrierAddress.ts";
import { askCarrier, orFailure } from "../account/askCarrier.ts";

/** What Plivo says about the account that the stack sends with; each part may fail independently. */
export interface PlivoFacts {
  account: { credits: number | undefined; type: string } | CallFailure;
  number?: { sms: boolean } | CallFailure;
}

/** Sub-accounts have no credits. */
const accountAnswer = z.object({
  cash_credits: z.coerce.number().nullish(),
  account_type: z.string().nullish(),
});
const numberAnswer = z.object({ sms_enabled: z.boolean().nullish() });

/** Reads the account and, if its credentials are valid, its number. */
export async function readAccount(
  { authId, authToken, from }: PlivoSettings,
  at: CarrierAddress,
  transport: Transport,
): Promise<PlivoFacts> {
  const caller = { carrier: "Plivo", user: authId, password: authToken, transport };
  const base = `${at("https://api.plivo.com")}/v1/Account/${encodeURIComponent(authId)}/`;
  const account = await orFailure(askCarrier(caller, base, accountAnswer, "the account"));
  if (account instanceof Error) return { account };

  const url = `${base}Number/${from.replace("+", "")}/`;
  const number = await orFailure(askCarrier(caller, url, numberAnswer, "the number"));
  const { cash_credits: credits, account_type: type } = account;
  return {
    account: {
      credits: credits ?? undefined,
      type: type ?? "standard",
    },
    number: number instanceof Error ? number : { sms: number.sms_enabled === true },
  };
}
