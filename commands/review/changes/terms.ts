import { word } from "../words/Text.ts";
import type { Text } from "../words/Text.ts";
import { fromProviderMethod } from "../../../mfa/deliveryMethods.ts";
import { policyFromWire, policyLabels } from "../../../mfa/policies.ts";
import { shown } from "./tell.ts";

/** A policy by its provider's name, as the dashboard shows it. */
export function policyWord(name: unknown): Text {
  const policy = policyFromWire(name);
  return policy === undefined ? shown(name) : word(policyLabels[policy]);
}

const senders: Readonly<Record<string, string>> = {
  twilio: "Twilio",
  custom: "Plivo, by an Action",
  "phone-message-hook": "Plivo, by an Action",
  auth0: "Auth0's own",
};

export const senderWord = (value: unknown): Text => translated(senders, value);

const methods: Readonly<Record<string, string>> = { sms: "SMS", voice: "voice" };

/** A delivery method by the factor's or the sender's name. */
export const methodWord = (name: string): Text => translated(methods, fromProviderMethod(name));

function translated(words: Readonly<Record<string, string>>, value: unknown): Text {
  const known = typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
  return known === undefined ? shown(value) : word(known);
}
