import { z } from "zod";
import { ReadFailure } from "../../../inspection/http/ReadFailure.ts";
import type { Transport } from "../../../inspection/http/requestJson.ts";
import { requestJson } from "../../../inspection/http/requestJson.ts";
import { shaped } from "../../../inspection/http/shape.ts";
import { isLoopback } from "../../../mfa/urls.ts";

/** Where the carriers' APIs are. */
export interface CarrierAddresses {
  twilio: string;
  twilioMessaging: string;
  plivo: string;
}

const real: CarrierAddresses = {
  twilio: "https://api.twilio.com",
  twilioMessaging: "https://messaging.twilio.com",
  plivo: "https://api.plivo.com",
};

const loopbackUrl = z.url().refine((url) => isLoopback(new URL(url).hostname));
const description = z.object({ carriers: z.object({ twilio: loopbackUrl, plivo: loopbackUrl }) });

/**
 * The carriers' own addresses; for a local tenant those of its stand-ins, as it says itself. Nothing else decides where
 * a carrier's credentials go, and a local tenant's can go nowhere but to this machine.
 */
export async function carrierAddresses(domain: string, transport: Transport): Promise<CarrierAddresses> {
  if (!isLoopback(new URL(`https://${domain}`).hostname)) return real;
  const what = "find the local carriers";
  const { status, body } = await requestJson(transport, `https://${domain}/sandbox/description`, {}, what);
  if (status !== 200) {
    throw new ReadFailure({
      kind: "missing",
      what,
      status,
      why: `what runs on ${domain} is no sandbox of this project.`,
      remedy: "Start one: npm run sandbox.",
    });
  }
  const { carriers } = shaped(description, body, "the sandbox's description");
  return { twilio: carriers.twilio, twilioMessaging: carriers.twilio, plivo: carriers.plivo };
}
