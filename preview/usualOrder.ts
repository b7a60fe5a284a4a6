import type { Step } from "./Preview.ts";

/** Kinds in the order in which a reader thinks of them. The same order locks nobody out. */
const usual = [
  "Client",
  "MessagingService",
  "PhoneNumber",
  "MessagingPhoneNumber",
  "Action",
  "TriggerAction",
  "PhoneProvider",
  "PhoneNotificationTemplate",
  "Guardian",
];

/** Steps in the usual order, regardless of the order that they came in. */
export function inUsualOrder(steps: readonly Step[]): Step[] {
  return steps.toSorted((one, other) => {
    const [mine, its] = [placeOf(one), placeOf(other)];
    return mine === its ? (one.urn < other.urn ? -1 : 1) : mine < its ? -1 : 1;
  });
}

/** An unlisted kind comes last. */
function placeOf({ kind, name }: Step): string {
  const place = usual.indexOf(kind);
  return `${String(place < 0 ? usual.length : place).padStart(2, "0")} ${name}`;
}
