import { z } from "zod";
import { oneLine } from "../../mfa/oneLine.ts";
import { askCarrier } from "../account/askCarrier.ts";
import type { CarrierAccount } from "../account/askCarrier.ts";

/** A number, and the Messaging Service that has it. */
export interface HeldNumber {
  number: string;
  /** The service's name and SID. */
  service: string;
}

const services = z.object({
  services: z.array(z.object({ sid: z.string(), friendly_name: z.string().nullish() })),
});
const held = z.object({ phone_numbers: z.array(z.object({ phone_number: z.string() })) });

/**
 * Those of some numbers that a Messaging Service of the account has already: Twilio attaches a number to one
 * service only [twilio.com/docs/api/errors/21712]. Reads one page of services, and one of each service's
 * numbers.
 *
 * @param messaging where the API is
 * @param own the stack's own service, if it exists
 * @throws CallFailure if a service can't be read
 */
export async function readHolders(
  caller: CarrierAccount,
  messaging: string,
  numbers: readonly string[],
  own: string | undefined,
): Promise<HeldNumber[]> {
  const url = `${messaging}/v1/Services`;
  const all = await askCarrier(caller, `${url}?PageSize=50`, services, "the Messaging Services");
  const others = all.services.filter(({ sid }) => sid !== own);
  const found = others.map(async ({ sid, friendly_name: name }) => {
    const path = `${encodeURIComponent(sid)}/PhoneNumbers?PageSize=100`;
    const { phone_numbers: listed } = await askCarrier(caller, `${url}/${path}`, held, "a Messaging Service");
    const service = name ? `"${oneLine(name)}" (${sid})` : sid;
    return listed
      .map(({ phone_number: number }) => ({ number, service }))
      .filter(({ number }) => numbers.includes(number));
  });
  return (await Promise.all(found)).flat();
}
