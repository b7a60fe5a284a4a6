import { kindAndName } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** Kinds of what stands for something of a tenant or an account; the rest is Pulumi's own. */
const own = [
  "Client",
  "PhoneProvider",
  "PhoneNotificationTemplate",
  "Guardian",
  "Action",
  "TriggerAction",
  "TriggerActions",
  "MessagingService",
  "MessagingPhoneNumber",
  "PhoneNumber",
];

/** URNs of what the state holds and the stack declares no more. */
export function goneFrom(recorded: readonly string[], all: readonly Declared[]): string[] {
  const kept = new Set(all.map(({ urn }) => urn));
  return recorded.filter((urn) => own.includes(kindAndName(urn).kind) && !kept.has(urn));
}
