/** How a code reaches the user, by the phone factor's names. */
export type DeliveryMethod = "sms" | "voice";

/** Its name for people. */
export const methodLabel = (method: string): string => (method === "sms" ? "SMS" : method);

export const deliveryMethods: readonly DeliveryMethod[] = ["sms", "voice"];

/**
 * The delivery methods that a sender of each kind could have. An Action can't send voice:
 * docs/decisions/0006.
 */
export const supportedBy = {
  twilio: deliveryMethods,
  action: ["sms"],
} as const satisfies Record<string, readonly DeliveryMethod[]>;

/** The names of the delivery methods in a unified tenant's phone provider and templates. */
const providerNames = { sms: "text", voice: "voice" } as const satisfies Record<DeliveryMethod, string>;

/** A delivery method, by the phone provider's name. */
export const toProviderMethod = (method: DeliveryMethod): "text" | "voice" => providerNames[method];

/** The delivery method for a phone provider's name. An unknown name is returned unchanged. */
export const fromProviderMethod = (name: string): DeliveryMethod | (string & {}) =>
  deliveryMethods.find((method) => providerNames[method] === name) ?? name;

export const isDeliveryMethod = (name: string): name is DeliveryMethod =>
  (deliveryMethods as readonly string[]).includes(name);
