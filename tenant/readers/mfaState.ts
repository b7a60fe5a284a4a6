import { customProvider, legacyHook } from "../../mfa/actionSenders.ts";
import { fromProviderMethod } from "../../mfa/deliveryMethods.ts";
import { factorsOf } from "../../mfa/factors.ts";
import type { MfaSender, MfaState } from "../../mfa/MfaState.ts";
import type { Action } from "./actions.ts";
import type { Snapshot } from "./snapshot.ts";

/** The parts of a snapshot that make up the MFA state, including those of the tenant's phone experience. */
type Found = Pick<Snapshot, "tenant" | "factors" | "messageTypes" | "policy"> & Partial<Snapshot>;

/** A tenant's MFA state. */
export function mfaStateOf(found: Found): MfaState {
  const { policy, factors, messageTypes, tenant } = found;
  return {
    policy,
    factors: factorsOf(factors),
    deliveryMethods: messageTypes,
    sender: tenant.experience === "unified" ? unifiedSender(found) : legacySender(found),
  };
}

function unifiedSender({ phoneProviders = [], providerActions = [] }: Found): MfaSender | "none" {
  const provider = phoneProviders.find(({ disabled }) => !disabled) ?? phoneProviders[0];
  if (provider === undefined) return "none";
  return {
    kind: provider.name === customProvider ? "action" : provider.name === "twilio" ? "twilio" : undefined,
    disabled: provider.disabled,
    deliveryMethods: provider.deliveryMethods.map(fromProviderMethod),
    // The flow `custom-phone-provider` uses the deployed Action.
    action:
      provider.name === customProvider ? { deployed: providerActions.some(runs), bound: true } : undefined,
  };
}

function legacySender({
  legacySender: sender,
  messageActions = [],
  messageBindings = [],
}: Found): MfaSender | "none" {
  if (sender === undefined || sender.selected === "") return "none";
  if (sender.selected === legacyHook) {
    const bound = messageActions.filter(({ id }) => messageBindings.some(({ actionId }) => actionId === id));
    return { kind: "action", action: { deployed: bound.some(runs), bound: bound.length > 0 } };
  }
  return sender.selected === "twilio" ? { kind: "twilio", fault: twilioFault(sender.twilio) } : {};
}

function twilioFault({
  sid,
  authToken,
  from,
  messagingServiceSid,
}: Snapshot["legacySender"]["twilio"]): string | undefined {
  if (!sid || !authToken) return "the tenant's Twilio settings have no credentials";
  return from || messagingServiceSid
    ? undefined
    : "the tenant's Twilio settings have neither a number nor a Messaging Service";
}

const runs = ({ deployed }: Action): boolean => deployed !== undefined;
