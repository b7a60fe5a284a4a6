import { isFilter } from "./engine.ts";
import type { PhoneExperience } from "../phoneExperience.ts";
import { templateFault } from "./templateFault.ts";

/** A user's own template without its fault; `undefined` if no common mistake explains the fault. */
export function templateMeant(text: string, experience: PhoneExperience): string | undefined {
  const given = text.trimEnd();
  if (given.length > mostRepaired) return templateFault(given, experience) === undefined ? given : undefined;
  const whole = withBraces(given);
  const texts = [...new Set([whole, given, withoutStrays(whole)])];
  const candidates = texts.flatMap((one) => [...missingEndings, ...endsOf(one)].map((end) => one + end));
  return [given, ...candidates].find((one) => templateFault(one, experience) === undefined);
}

/** No message is longer; each attempt at a repair takes as long as a check. */
const mostRepaired = 4_000;

/** What else the most common mistakes lack: the code, the end of a tag, the text for everybody else. */
const missingEndings = ["", " {{code}}", "}", "}}", " %}", "{% endif %}", "{% else %}{{code}}{% endif %}"];

/** The ends of the tags that a text leaves open, with the code for everybody whom they leave out. */
function endsOf(text: string): string[] {
  const open: string[] = [];
  for (const [, tag = ""] of text.matchAll(/\{%-?\s*(\w+)/g))
    if (/^(if|unless|case|for|capture)$/.test(tag)) open.unshift(`{% end${tag} %}`);
    else if (open[0] === `{% ${tag} %}`) open.shift();
  return [open.join(""), open.map((end) => `{% else %}{{code}}${end}`).join(""), `${open.join("")} {{code}}`];
}

/**
 * A template in which each variable and each tag has all its braces. `@{code}` is Auth0's other way to write a
 * variable.
 */
const withBraces = (text: string): string =>
  text
    .replaceAll(/(\{\{[^{}%]*\})(?:\s+\})?(?!\s*\})/g, "$1}")
    .replaceAll(/\{\{(\s*)(\w+(?:\.\w+)*)(?!\.?\w|\s*[}|])/g, "{{$1$2$1}}")
    .replaceAll(/(?<![{@])\{(\s*)(\w+(?:\.\w+)*)\s*\}{1,2}(?!\})/g, "{{$1$2$1}}")
    .replaceAll(/\{%([^{}%]*)\}/g, "{%$1%}")
    // Variables are in lowercase, and only the templates of e-mails have @@code@@.
    .replaceAll(/\{\{(\s*)code(\s*)\}\}/gi, "{{$1code$2}}")
    .replaceAll("@@code@@", "{{code}}");

/** The same without what belongs to nothing: an end tag that ends nothing, a filter that Auth0 doesn't have. */
const withoutStrays = (text: string): string =>
  text
    .replaceAll(/\|\s*(\w+)[^|{}]*(?=[|}])/g, (filter, name: string) => (isFilter(name) ? filter : ""))
    .replace(/\s*\{%-?\s*end\w+\s*-?%\}\s*$/, "");
