import { plivoProvider } from "../../../components/senders/plivo.ts";
import { toProviderMethod } from "../../../mfa/deliveryMethods.ts";
import type { DeliveryMethod } from "../../../mfa/deliveryMethods.ts";
import type { ManagementApi } from "../../../inspection/api/ManagementApi.ts";
import type { PhoneProvider } from "../../../inspection/phoneProviders.ts";
import type { Snapshot } from "../../../inspection/snapshot.ts";
import { readSnapshot } from "../../../inspection/snapshot.ts";
import type { PlivoSettings, TwilioSettings } from "../../../settings/senders.ts";
import type { Comparison } from "../Comparison.ts";
import { compare, compareSets } from "../Comparison.ts";
import type { Declared } from "../Declared.ts";
import { isAfterLastUp } from "../Declared.ts";
import { compareAction, findOurs } from "./action.ts";
import { compareFrom } from "./twilioFrom.ts";

type Sender = TwilioSettings | PlivoSettings;

/** The Actions are read only where one of them should send. */
export function readUnified(api: ManagementApi, { settings }: Declared): Promise<Partial<Snapshot>> {
  return readSnapshot(
    api,
    settings.sender?.kind === "plivo" ? ["phoneProviders", "providerActions"] : ["phoneProviders"],
  );
}

/** A unified tenant's one phone provider. */
export function compareUnifiedSender(
  declared: Declared,
  { phoneProviders = [], providerActions = [] }: Partial<Snapshot>,
  clockSkew?: number,
): Comparison[] {
  const { sender, delivery } = declared.settings;
  if (sender === undefined) return [];
  const [provider, ...others] = phoneProviders;
  if (provider === undefined)
    return [
      compare("sender", "sender", sender.kind, "none", { note: "no message can be sent" }),
      ...compareAction(declared, providerActions, clockSkew),
    ];
  const actual = provider.name === "custom" ? customSender(declared, providerActions) : provider.name;
  const more = others.map(({ name, id }) =>
    compare("sender", "second provider", "none", `${name} (${id})`, {
      note: "a tenant has one; which of them sends is not known",
      mend: "Delete the one that is not the stack's.",
    }),
  );
  return [
    compare("sender", "sender", sender.kind, actual),
    compare("sender", "provider", "on", provider.disabled ? "disabled" : "on", {
      note: "no message can be sent",
    }),
    ...more,
    ...compareConfiguration(sender, delivery, declared.messagingServiceSid, provider),
    ...(sender.kind === "twilio" ? [compareToken(declared, provider, clockSkew)] : []),
    ...compareAction(declared, providerActions, clockSkew),
  ];
}

/** The tenant knows only that an Action sends; whether it is the stack's is told by its name. */
function customSender(declared: Declared, actions: Snapshot["providerActions"]): string {
  return findOurs(declared, actions) === undefined ? "an Action that is not the stack's" : "plivo";
}

function compareConfiguration(
  sender: Sender,
  delivery: readonly DeliveryMethod[],
  service: string | undefined,
  provider: PhoneProvider,
): Comparison[] {
  const methods = compareSets(
    "sender",
    "delivery methods",
    sender.kind === "plivo" ? plivoProvider().configuration.deliveryMethods : delivery.map(toProviderMethod),
    provider.deliveryMethods,
  );
  if (sender.kind === "plivo") return [methods];
  return [
    methods,
    compare("sender", "account SID", sender.accountSid, provider.sid ?? "none"),
    compareFrom(sender, service, provider),
  ];
}

/** Auth0 gives no token back: that the provider was written after the last `up` is all that can be seen. */
function compareToken(declared: Declared, { updatedAt }: PhoneProvider, clockSkew?: number): Comparison {
  const changed = isAfterLastUp(declared, updatedAt, clockSkew);
  return compare("sender", "auth token", "the stack's", changed ? "may be another" : "the stack's", {
    note: `the provider was changed ${updatedAt?.toISOString() ?? ""}, after the last up; Auth0 gives no token back`,
    mend: "npm run doctor -- --send-test +… shows whether it works; else set it in the dashboard, or rotate it.",
  });
}
