import type { PhoneExperience } from "./phoneExperience.ts";

/** The Liquid templates of the two messages. Each must contain the code. */
export interface Messages {
  /** Sent when a user enrolls a phone. */
  enrollment: string;
  /** Sent when a user signs in with an enrolled phone. */
  verification: string;
}

export type MessageName = keyof Messages;

/** A unified tenant's name for each message's template. */
export const templateTypes = {
  enrollment: "otp_enroll",
  verification: "otp_verify",
} as const satisfies Record<MessageName, string>;

/** The message for a unified tenant's template name; `undefined` for another message. */
export const messageOfTemplate = (type: unknown): MessageName | undefined =>
  (["enrollment", "verification"] as const).find((name) => templateTypes[name] === type);

/**
 * Auth0's default texts, which both guides leave unchanged. The variable for the tenant's name differs
 * between the experiences.
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
