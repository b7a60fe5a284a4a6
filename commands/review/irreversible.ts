import type { Change } from "../../findings/changes/Change.ts";
import type { Pending } from "./Review.ts";

const clientId = "the client ID (the application gets a new one)";
const service = "the Messaging Service's SID and what Twilio registered for it";
const number = "the number";

/** What stays lost or done after the change is reverted and `up` has run, by the event of the change. */
const lasting: Readonly<Record<string, string>> = {
  "client-replaced": clientId,
  "client-deleted": clientId,
  "client-released":
    "the application as part of the stack (before the revert, set existingClientId to its client ID; otherwise, a second one is registered)",
  "guardian-deleted": "the factors and the policy that others had set",
  "setting-taken-over": "what others had set in settings that Pulumi ignored before",
  "unmanaged-factor-off":
    "the factor, which the stack did not manage before (turn it on again in the dashboard)",
  "token-replaced": "a token that is no longer valid",
  "action-secret": "a secret that is no longer valid",
  "service-deleted": service,
  "service-replaced": service,
  "number-released": number,
  "number-replaced": number,
  "number-bought": "the money spent on the number (the number stays in the account)",
};

/**
 * What reverting the pull request does not bring back, as a list. Changes pending at the base are not
 * included.
 */
export function irreversible(changes: readonly Pending<Change>[]): string[] {
  const events = new Set(changes.filter(({ isPending }) => !isPending).map(({ event }) => event));
  const stays = Object.entries(lasting).filter(([event]) => events.has(event));
  return [...new Set(stays.map(([, words]) => words))];
}
