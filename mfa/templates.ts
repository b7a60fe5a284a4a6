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

/** The most that a carrier takes as one message (Plivo and Twilio: 1,600 characters). */
const longest = 1600;

/** What is wrong with a template, or `undefined`. */
export function templateFault(text: string): string | undefined {
  if (!delimitersMatch(text)) return "has a Liquid tag that is not closed";
  if (!holdsCode(text)) return "does not contain the code, {{code}}";
  if (text.length > longest) return `has ${text.length} characters; a message holds ${longest}`;
  return undefined;
}

/** Whether a template puts the code into its message. */
export function holdsCode(text: string): boolean {
  return codeOutput.test(withoutComments(text));
}

/**
 * `{{ code }}`, with filters and whitespace control, or `@{code}`: both are seen in Auth0's own templates.
 */
const codeOutput = /\{\{-?\s*code\s*(\|[^}]*)?-?\}\}|@\{\s*code\s*\}/;

function withoutComments(text: string): string {
  return text.replace(/\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}/gs, "");
}

function delimitersMatch(text: string): boolean {
  const rest = text.replace(/\{\{((?!\{\{|\{%).)*?\}\}|\{%((?!\{\{|\{%).)*?%\}/gs, "");
  return !/\{\{|\}\}|\{%|%\}/.test(rest);
}
