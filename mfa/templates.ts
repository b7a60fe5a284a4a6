import type { PhoneExperience } from "./phoneExperience.ts";

/** The Liquid templates of the two messages. Each must contain the code. */
export interface Messages {
  /** Sent when a user enrolls a phone. */
  enrollment: string;
  /** Sent when a user signs in with an enrolled phone. */
  verification: string;
}

export type MessageName = keyof Messages;

/** What a unified tenant calls the template of each message. */
export const templateTypes = {
  enrollment: "otp_enroll",
  verification: "otp_verify",
} as const satisfies Record<MessageName, string>;

/** The message whose template a unified tenant calls so; `undefined` for another message. */
export const messageOfTemplate = (type: unknown): MessageName | undefined =>
  (["enrollment", "verification"] as const).find((name) => templateTypes[name] === type);

/**
 * Auth0's own texts, which both guides leave as they are; the tenant's name has another variable in each
 * experience.
 */
export const defaultMessages: Record<PhoneExperience, Messages> = {
  unified: {
    enrollment:
      "{{code}} is your verification code for {{friendly_name}}. Please enter this code to verify your enrollment.",
    verification: "{{code}} is your verification code for {{friendly_name}}.",
  },
  legacy: {
    enrollment:
      "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.",
    verification: "{{code}} is your verification code for {{tenant.friendly_name}}.",
  },
};
