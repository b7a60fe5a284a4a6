/** The words of the field as types: what an Auth0 tenant calls them, and what the guides do. */

/** `unified`: tenants created since March 2025, and those that switched. `legacy`: the guides' world. */
export type PhoneExperience = "unified" | "legacy";

/** How a code reaches the user. */
export type Delivery = "sms" | "voice";

/** The factor's words for how a code reaches the user, in the phone provider's (unified experience). */
export const deliveryMethods = { sms: "text", voice: "voice" } as const satisfies Record<Delivery, string>;

/** When Auth0 asks for the second factor: each time, when the login looks risky, or not at all. */
export type MfaPolicyName = "always" | "adaptive" | "never";

/** The Liquid templates of the two messages. Each must contain the code. */
export interface Messages {
  /** Sent when a user enrols a phone. */
  enrollment: string;
  /** Sent when a user signs in with an enrolled phone. */
  verification: string;
}
