import { fromProviderMethod, isDeliveryMethod } from "../../../mfa/deliveryMethods.ts";
import type { Snapshot } from "../../../inspection/snapshot.ts";
import type { Finding } from "../Finding.ts";
import { types } from "../Finding.ts";
import { findPlivo } from "./plivo.ts";
import { findTwilio } from "./twilio.ts";

/**
 * How a unified tenant's messages leave: its one phone provider.
 *
 * @param delivery how the phone factor delivers, which the provider must be declared for; `undefined` where it is not held
 */
export function findUnifiedSender(
  { phoneProviders, providerActions }: Pick<Snapshot, "phoneProviders" | "providerActions">,
  delivery: readonly string[] | undefined,
  code: string,
): Finding {
  const alone = (name: string, why: string): Finding => ({ part: "sender", name, why });
  const [provider, second] = phoneProviders;
  if (provider === undefined) return alone("phone provider", "there is none");
  if (second !== undefined) return alone("phone providers", "there is more than one");
  if (provider.disabled) return alone(`phone provider ${provider.name}`, "it is disabled");
  const methods = provider.deliveryMethods.map(fromProviderMethod);
  const fault = methodsFault(provider.name, methods);
  if (fault !== undefined) return alone(`phone provider ${provider.name}`, fault);
  if (delivery !== undefined && !sameSet(delivery, methods)) {
    return alone(
      `phone provider ${provider.name}`,
      `it is set up for ${methods.join(" and ")}, the phone factor for ${delivery.join(" and ")}; make them agree, then adopt it`,
    );
  }
  const imports = [{ type: types.provider, name: "sender", id: provider.id }];
  const found =
    provider.name === "custom"
      ? findPlivo("unified", providerActions, code, () => imports)
      : findTwilio(provider, imports);
  // Where the factor is not held, nothing else says how the provider delivers.
  return "imports" in found && delivery === undefined
    ? { ...found, configuration: { ...found.configuration, delivery: methods } }
    : found;
}

function methodsFault(name: string, methods: readonly string[]): string | undefined {
  const other = methods.find((method) => !isDeliveryMethod(method));
  if (other !== undefined) return `it is set up for ${other}`;
  if (methods.length === 0) return "it is set up for no way to deliver";
  // Plivo has no voice (docs/decisions/0006).
  return name === "custom" && methods.includes("voice")
    ? "it is an Action that is set up for voice"
    : undefined;
}

/** How a legacy tenant's messages leave: the provider that its phone factor has selected. */
export function findLegacySender(
  {
    legacySender,
    messageActions,
    messageBindings,
  }: Pick<Snapshot, "legacySender" | "messageActions" | "messageBindings">,
  code: string,
): Finding {
  const { selected, twilio } = legacySender;
  if (selected === "twilio") return findTwilio({ ...twilio, authToken: twilio.authToken ?? "" }, []);
  if (selected !== "phone-message-hook")
    return { part: "sender", name: `sender ${selected || "none"}`, why: "only Twilio and Plivo can be held" };
  const bound = messageActions.filter(({ id }) => messageBindings.some(({ actionId }) => actionId === id));
  return findPlivo("legacy", bound, code, ({ id }) => [
    { type: types.binding, name: "send-phone-message", id: `send-phone-message::${id}` },
  ]);
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));
