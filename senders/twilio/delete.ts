import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import { realTransport } from "../../tenant/http/requestJson.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";
import { deleteFromCarrier } from "../account/askCarrier.ts";
import { carrierAddress } from "../account/carrierAddress.ts";

/** An account, for calls to Twilio's API. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
}

/**
 * Deletes a messaging resource of the account. One that no longer exists counts as deleted.
 * @param path below `https://messaging.twilio.com`
 * @param domain the tenant's domain: a local tenant has a local carrier
 * @throws CallFailure if Twilio rejects it
 */
export async function deleteFromTwilio(
  { accountSid, authToken }: TwilioAccount,
  path: string,
  domain: string,
  transport: Transport = realTransport,
): Promise<void> {
  const origin = (await carrierAddress("twilio", domain, transport))("https://messaging.twilio.com");
  const caller: CarrierAccount = { carrier: "Twilio", user: accountSid, password: authToken, transport };
  try {
    await deleteFromCarrier(caller, `${origin}${path}`, `delete ${path}`);
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== "missing") throw error;
  }
}
