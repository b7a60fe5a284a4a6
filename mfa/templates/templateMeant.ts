import type { PhoneExperience } from "../phoneExperience.ts";
import { templateFault } from "./templateFault.ts";

/** A user's own template without its fault; `undefined` if no common mistake explains the fault. */
export function templateMeant(text: string, experience: PhoneExperience): string | undefined {
  const given = text.trimEnd();
  const texts = [...new Set([withBraces(given), given])];
  const candidates = texts.flatMap((one) => missingEndings.map((ending) => one + ending));
  return [given, ...candidates].find((one) => templateFault(one, experience) === undefined);
}

/** What else the most common mistakes lack: the code, the end of a tag, the text for everybody else. */
const missingEndings = ["", " {{code}}", "}", "}}", "{% endif %}", "{% else %}{{code}}{% endif %}"];

/**
 * A template in which each variable and each tag has all its braces. `@{code}` is Auth0's other way to write a
 * variable.
 */
const withBraces = (text: string): string =>
  text
    .replaceAll(/(\{\{[^{}%]*\})(?:\s+\})?(?!\s*\})/g, "$1}")
    .replaceAll(/\{\{(\s*)(\w+(?:\.\w+)*)(?!\.?\w|\s*[}|])/g, "{{$1$2$1}}")
    .replaceAll(/(?<![{@])\{(\s*)(\w+(?:\.\w+)*)\s*\}{1,2}(?!\})/g, "{{$1$2$1}}")
    .replaceAll(/\{%([^{}%]*)\}/g, "{%$1%}");
