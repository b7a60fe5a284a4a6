import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { Problem } from "./problems.ts";
import { set } from "./problems.ts";
import type { Source } from "./source.ts";
import { listOfWords, own } from "./source.ts";

/** What a stack can manage of a tenant, each by itself. */
export const parts = ["application", "sender", "messages", "factor", "policy"] as const;

export type Part = (typeof parts)[number];

/** On a legacy tenant these are one resource of Auth0's provider. */
const oneOnLegacy: readonly Part[] = ["sender", "messages", "factor"];

/** The parts that the stack manages: all, unless `manage` says otherwise. What it leaves out is left as it is. */
export function readParts(
  source: Source,
  experience: PhoneExperience,
  problems: Problem[],
): ReadonlySet<Part> {
  const key = "manage";
  if (own(source, key) === undefined) return new Set(parts);
  const managed = new Set(listOfWords(source, key, parts, problems));
  const missing = oneOnLegacy.filter((part) => !managed.has(part));
  if (experience === "legacy" && missing.length > 0 && missing.length < oneOnLegacy.length) {
    const length = managed.size;
    problems.push({
      key,
      what: `leaves out ${missing.join(" and ")}; on a legacy tenant sender, messages and factor are managed together or not at all`,
      mend: set(`${key}[${length}]`, missing[0] ?? ""),
    });
  }
  return managed;
}
