import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import { realTransport } from "../../tenant/http/requestJson.ts";
import { deleteFromCarrier } from "../account/askCarrier.ts";
import { carrierAddress } from "../account/carrierAddress.ts";

/** An account, as Twilio's API takes it. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
}

/**
 * Deletes something of the account's messaging. What is gone already is deleted.
 *
 * @param path below `https://messaging.twilio.com`
 * @param domain the tenant's: a local one has a local carrier
 * @throws CallFailure if Twilio refuses
 */
export async function deleteFromTwilio(
  { accountSid, authToken }: TwilioAccount,
  path: string,
  domain: string,
  transport: Transport = realTransport,
): Promise<void> {
  const origin = (await carrierAddress("twilio", domain, transport))("https://messaging.twilio.com");
  const caller = { carrier: "Twilio", user: accountSid, password: authToken, transport };
  try {
    await deleteFromCarrier(caller, `${origin}${path}`, `delete ${path}`);
  } catch (error) {
    if (!(error instanceof CallFailure) || error.kind !== "missing") throw error;
  }
}
