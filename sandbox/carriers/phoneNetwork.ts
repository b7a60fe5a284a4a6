import { Inbox } from "../inbox/inbox.ts";
import { Carriers } from "./carriers.ts";
import type { CarriersOptions } from "./carriers.ts";

/** What the tenant has instead of phones: two carriers, and one inbox for all that they deliver. */
export interface PhoneNetwork {
  carriers: Carriers;
  inbox: Inbox;
}

/** A network of a sandbox's own. Its hour is the tenant's. */
export function newPhoneNetwork(
  { twilio, plivo }: Pick<CarriersOptions, "twilio" | "plivo">,
  now: () => Date,
): PhoneNetwork {
  const inbox = new Inbox();
  return { inbox, carriers: new Carriers({ twilio, plivo, inbox, now }) };
}

/** As it was at the start: no messages, both accounts in good standing. */
export function resetNetwork({ carriers, inbox }: PhoneNetwork): void {
  carriers.reset();
  inbox.clear();
}
