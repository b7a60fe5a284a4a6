import { z } from "zod";
import { isLoopback } from "../../mfa/urls/hosts.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import { requestJson } from "../../tenant/http/requestJson.ts";
import { shaped } from "../../tenant/http/shape.ts";

/** The address of a carrier's API, given its public address, as in `https://api.twilio.com`. */
export type CarrierAddress = (own: string) => string;

const loopbackUrl = z.url().refine((url) => isLoopback(new URL(url).hostname));
const description = z.object({ carriers: z.record(z.string(), loopbackUrl) });

/**
 * The carrier's own addresses, or for a local tenant those of its stand-in, as that tenant states them.
 * Nothing else decides where a carrier's credentials are sent, and a local tenant's credentials never leave
 * this machine.
 */
export async function carrierAddress(
  sender: string,
  domain: string,
  transport: Transport,
): Promise<CarrierAddress> {
  if (!isLoopback(new URL(`https://${domain}`).hostname)) return (own) => own;
  const what = "find the local carriers";
  const { status, body } = await requestJson(transport, `https://${domain}/sandbox/description`, {}, what);
  const { carriers } =
    status === 200 ? shaped(description, body, "the local tenant's description") : { carriers: {} };
  const address = carriers[sender];
  if (address === undefined) {
    throw new CallFailure({
      kind: "missing",
      what,
      status,
      why: `the server at ${domain} is not a local tenant of this project.`,
      remedy: "Start one: npm run sandbox.",
    });
  }
  return () => address;
}
