import { word } from "../words/Text.ts";
import type { Text } from "../words/Text.ts";
import { shown } from "./tell.ts";

/** The provider's names of what a tenant has one of, in the domain's words. */
const policies: Readonly<Record<string, string>> = {
  "all-applications": "Always",
  "confidence-score": "Adaptive",
  never: "Never",
};

/** The MFA policies, the weakest first. */
const strength = ["never", "confidence-score", "all-applications"];

export const policyWord = (value: unknown): Text => translated(policies, value);

/** How strong a policy is; `undefined` where it is not known. */
export function strengthOf(policy: unknown): number | undefined {
  const place = strength.indexOf(typeof policy === "string" ? policy : "never");
  return place < 0 ? undefined : place;
}

const senders: Readonly<Record<string, string>> = {
  twilio: "Twilio",
  custom: "Plivo, by an Action",
  "phone-message-hook": "Plivo, by an Action",
  auth0: "Auth0's own",
};

export const senderWord = (value: unknown): Text => translated(senders, value);

/** The two ways of a code, by the sender's and the factor's names. */
const ways: Readonly<Record<string, string>> = { text: "SMS", sms: "SMS", voice: "voice" };

export const wayWord = (value: string): Text => translated(ways, value);

function translated(words: Readonly<Record<string, string>>, value: unknown): Text {
  const known = typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
  return known === undefined ? shown(value) : word(known);
}
