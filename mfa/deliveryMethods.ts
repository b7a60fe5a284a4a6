/** How a code reaches the user. These are the phone factor's names for it. */
export type DeliveryMethod = "sms" | "voice";

export const deliveryMethods: readonly DeliveryMethod[] = ["sms", "voice"];

/**
 * The delivery methods that a sender of each kind could have. An Action sends no voice: docs/decisions/0006.
 */
export const supportedBy = {
  twilio: deliveryMethods,
  action: ["sms"],
} as const satisfies Record<string, readonly DeliveryMethod[]>;

/** What a unified tenant's phone provider and templates call each delivery method. */
const providerNames = { sms: "text", voice: "voice" } as const satisfies Record<DeliveryMethod, string>;

/** A delivery method as a phone provider has it. */
export const toProviderMethod = (method: DeliveryMethod): "text" | "voice" => providerNames[method];

/**
 * The delivery method that a phone provider names so. A name that this product does not know is returned as
 * it is.
 */
export const fromProviderMethod = (name: string): DeliveryMethod | (string & {}) =>
  deliveryMethods.find((method) => providerNames[method] === name) ?? name;

export const isDeliveryMethod = (name: string): name is DeliveryMethod =>
  (deliveryMethods as readonly string[]).includes(name);
