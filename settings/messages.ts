import type { Messages, PhoneExperience } from "../components/terms.ts";
import type { Problem } from "./problems.ts";
import { set } from "./problems.ts";
import type { Source } from "./source.ts";
import { own } from "./source.ts";

/** Auth0's own texts, which both guides leave as they are; the tenant's name has another variable in each experience. */
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

/** Reads the two templates; a user could never type the code that a template leaves out. */
export function readMessages(source: Source, experience: PhoneExperience, problems: Problem[]): Messages {
  const read = (name: "enrollmentMessage" | "verificationMessage", fallback: string): string => {
    const text = own(source, name) ?? fallback;
    const fault = messageFault(text);
    if (fault) problems.push({ key: name, what: fault, mend: set(name, fallback) });
    return text;
  };
  return {
    enrollment: read("enrollmentMessage", defaultMessages[experience].enrollment),
    verification: read("verificationMessage", defaultMessages[experience].verification),
  };
}

/** What is wrong with a Liquid template, or `undefined`. */
export function messageFault(text: string): string | undefined {
  if (!delimitersMatch(text)) return "has a Liquid tag that is not closed";
  if (!holdsCode(text)) return "does not contain the code, {{code}}";
  if (text.length > longest) return `has ${text.length} characters; a message holds ${longest}`;
  return undefined;
}

/** Whether a template puts the code into its message. */
export function holdsCode(text: string): boolean {
  return codeOutput.test(withoutComments(text));
}

/** `{{ code }}`, with filters and whitespace control, or `@{code}`: both are seen in Auth0's own templates. */
const codeOutput = /\{\{-?\s*code\s*(\|[^}]*)?-?\}\}|@\{\s*code\s*\}/;

function withoutComments(text: string): string {
  return text.replace(/\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}/gs, "");
}

function delimitersMatch(text: string): boolean {
  const rest = text.replace(/\{\{((?!\{\{|\{%).)*?\}\}|\{%((?!\{\{|\{%).)*?%\}/gs, "");
  return !/\{\{|\}\}|\{%|%\}/.test(rest);
}
