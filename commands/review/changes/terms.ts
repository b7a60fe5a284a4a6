import { customProvider, legacyHook } from "../../../mfa/actionSenders.ts";
import { actionSenders, senders } from "../../../senders/index.ts";
import { word } from "../../../findings/words/Text.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { deliveryMethods, fromProviderMethod, methodLabel } from "../../../mfa/deliveryMethods.ts";
import { policyFromWire, policyLabels } from "../../../mfa/policies.ts";
import { shown } from "../../../findings/changes/tell.ts";

/** A policy, from the provider's name to the dashboard's. */
export function policyWord(name: unknown): Text {
  const policy = policyFromWire(name);
  return policy === undefined ? shown(name) : word(policyLabels[policy]);
}

const byAction = `${actionSenders.map(({ label }) => label).join(" or ")} (an Action)`;

/** Auth0's names for senders. */
const providers: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(senders).flatMap(([name, { action, label }]) => (action ? [] : [[name, label]])),
  ),
  [customProvider]: byAction,
  [legacyHook]: byAction,
  auth0: "Auth0's own",
};

export const senderWord = (value: unknown): Text => translated(providers, value);

const methods = Object.fromEntries(deliveryMethods.map((method) => [method, methodLabel(method)]));

/** A delivery method, by the name that the factor or the sender uses. */
export const methodWord = (name: string): Text => translated(methods, fromProviderMethod(name));

function translated(words: Readonly<Record<string, string>>, value: unknown): Text {
  const known = typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
  return known === undefined ? shown(value) : word(known);
}
