import { fromProviderMethod, isDeliveryMethod, methodLabel } from "../../../mfa/deliveryMethods.ts";
import type { PhoneProvider } from "../../../tenant/readers/phoneProviders.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import type { Import, PartFinding } from "../../../findings/PartFinding.ts";
import { types } from "../../../findings/PartFinding.ts";
import { customProvider, legacyHook } from "../../../mfa/actionSenders.ts";
import { triggers } from "../../../senders/action.ts";
import { sendersInCommands } from "../../../senders/commands.ts";
import { isSenderName, senders } from "../../../senders/index.ts";
import type { FoundProvider } from "../../../senders/SenderInCommands.ts";
import { findActionSender } from "./action.ts";

/**
 * The sender of a unified tenant: its one phone provider.
 * @param delivery the factor's delivery methods, which the provider must be declared for; `undefined` if the
 * factor is not managed
 */
export function findUnifiedSender(
  { phoneProviders, providerActions }: Pick<Snapshot, "phoneProviders" | "providerActions">,
  delivery: readonly string[] | undefined,
): PartFinding {
  const alone = (name: string, why: string): PartFinding => ({ part: "sender", name, why });
  const [provider, second] = phoneProviders;
  if (provider === undefined) return alone("phone provider", "there is none");
  if (second !== undefined) return alone("phone providers", "there is more than one");
  if (provider.disabled) return alone(`phone provider ${provider.name}`, "it is disabled");
  const methods = provider.deliveryMethods.map(fromProviderMethod);
  const fault = methodsFault(provider, methods);
  if (fault !== undefined) return alone(`phone provider ${provider.name}`, fault);
  if (delivery !== undefined && !sameSet(delivery, methods)) {
    return alone(
      `phone provider ${provider.name}`,
      `it delivers by ${labelsOf(methods)}, but the phone factor by ${labelsOf(delivery)}. Make them match first`,
    );
  }
  const imports = [{ type: types.provider, name: "sender", id: provider.id }];
  const found =
    provider.name === customProvider
      ? findActionSender("unified", providerActions, () => imports)
      : findProvider(provider.name, provider, imports);
  // If the factor is not managed, nothing else determines the provider's delivery methods.
  return "imports" in found && delivery === undefined
    ? { ...found, configuration: { ...found.configuration, delivery: methods } }
    : found;
}

function methodsFault(
  { name, from, messagingServiceSid }: PhoneProvider,
  methods: readonly string[],
): string | undefined {
  const other = methods.find((method) => !isDeliveryMethod(method));
  if (other !== undefined) return `it is set up for ${other}`;
  if (methods.length === 0) return "it has no delivery method";
  if (!methods.includes("voice")) return undefined;
  // Actions can't send voice (docs/decisions/0006).
  if (name === customProvider) return "it is an Action that is set up for voice";
  return from === undefined && messagingServiceSid !== undefined ? callsOfService : undefined;
}

/** A Messaging Service only sends texts. */
export const callsOfService =
  "its Messaging Service can't make calls: set a From number in its place, or turn voice off first";

/** The sender of a legacy tenant: the provider that its phone factor has selected. */
export function findLegacySender({
  legacySender,
  messageActions,
  messageBindings,
}: Pick<Snapshot, "legacySender" | "messageActions" | "messageBindings">): PartFinding {
  const { selected, twilio } = legacySender;
  if (selected !== legacyHook)
    return findProvider(selected, { ...twilio, authToken: twilio.authToken ?? "" }, []);
  const bound = messageActions.filter(({ id }) => messageBindings.some(({ actionId }) => actionId === id));
  return findActionSender("legacy", bound, ({ id }) => [
    { type: types.binding, name: triggers.legacy.id, id: `${triggers.legacy.id}::${id}` },
  ]);
}

/** A carrier that Auth0 calls directly. */
function findProvider(name: string, found: FoundProvider, imports: readonly Import[]): PartFinding {
  const adopt = isSenderName(name) ? sendersInCommands[name].adopt : undefined;
  return (
    adopt?.(found, imports) ?? {
      part: "sender",
      name: `sender ${name || "none"}`,
      why: `only ${labels} are supported`,
    }
  );
}

const labels = Object.values(senders)
  .map(({ label }) => label)
  .join(" and ");

const labelsOf = (methods: readonly string[]): string => methods.map(methodLabel).join(" and ");

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));
