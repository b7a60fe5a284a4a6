import { kindAndName } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** Kinds of resources that represent something on a tenant or in an account; the rest belong to Pulumi. */
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

/** URNs of resources that the state holds and the stack no longer declares. */
export function goneFrom(recorded: readonly string[], all: readonly Declared[]): string[] {
  const kept = new Set(all.map(({ urn }) => urn));
  return recorded.filter((urn) => own.includes(kindAndName(urn).kind) && !kept.has(urn));
}
