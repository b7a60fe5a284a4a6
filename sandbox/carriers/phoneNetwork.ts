import { Inbox } from "../inbox/inbox.ts";
import { Carriers } from "./carriers.ts";
import type { CarriersOptions } from "./carriers.ts";

/** The tenant's phone network: two carriers, and one inbox for everything that they deliver. */
export interface PhoneNetwork {
  carriers: Carriers;
  inbox: Inbox;
}

/** A local tenant's own network. It uses the tenant's time. */
export function newPhoneNetwork(
  { twilio, plivo }: Pick<CarriersOptions, "twilio" | "plivo">,
  now: () => Date,
): PhoneNetwork {
  const inbox = new Inbox();
  return { inbox, carriers: new Carriers({ twilio, plivo, inbox, now }) };
}

/** The initial state: no messages, both accounts in good standing. */
export function resetNetwork({ carriers, inbox }: PhoneNetwork): void {
  carriers.reset();
  inbox.clear();
}
