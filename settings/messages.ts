import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { Messages } from "../mfa/templates.ts";
import { defaultMessages } from "../mfa/templates.ts";
import { templateFault } from "../mfa/templates/templateFault.ts";
import { templateMeant } from "../mfa/templates/templateMeant.ts";
import type { Problem } from "../configuration/problems.ts";
import { set } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { readText } from "../configuration/source.ts";

/** Reads the two message templates. If a template omits the code, users could never type it. */
export function readMessages(source: Source, experience: PhoneExperience, problems: Problem[]): Messages {
  const read = (name: "enrollmentMessage" | "verificationMessage", fallback: string): string => {
    const text = readText(source, name, problems);
    // Auth0's default text needs no check. A check would load Liquid.
    if (text === undefined) return fallback;
    const fault = templateFault(text, experience);
    if (fault === undefined) return text;
    const meant = templateMeant(text, experience);
    const what = meant === undefined ? `${fault}. The fix replaces it with the default text` : fault;
    problems.push({ key: name, what, fix: set(name, meant ?? fallback) });
    return text;
  };
  return {
    enrollment: read("enrollmentMessage", defaultMessages[experience].enrollment),
    verification: read("verificationMessage", defaultMessages[experience].verification),
  };
}
