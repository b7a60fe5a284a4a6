import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { Problem } from "./problems.ts";
import { set } from "./problems.ts";
import type { Source } from "./source.ts";
import { listOfWords, own } from "./source.ts";

/** What a stack can manage of a tenant, each by itself. */
export const parts = ["application", "sender", "messages", "factor", "policy"] as const;

export type Part = (typeof parts)[number];

/**
 * The parts that a configuration's `manage` lists, a list or its JSON; all parts if there is no such list.
 */
export function managedParts(value: unknown): readonly string[] {
  const list = typeof value === "string" ? listIn(value) : value;
  return Array.isArray(list) ? list.map(String) : parts;
}

function listIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The hooks that take back what a stack lets go of, and the part that each belongs to. */
export const removals = {
  "client-removal": "application",
  "policy-removal": "policy",
  "factor-removal": "factor",
  "sender-removal": "sender",
  "binding-removal": "sender",
  "action-removal": "sender",
  "service-removal": "sender",
  "attachment-removal": "sender",
  "template-removal": "messages",
} as const satisfies Record<string, Part>;

export type Removal = keyof typeof removals;

export const isRemoval = (name: string): name is Removal => Object.hasOwn(removals, name);

/** The removals among a resource's hooks, which a state names behind a prefix. */
export const removalsIn = (hooks: readonly string[]): Removal[] =>
  hooks.map((name) => name.split(":").at(-1) ?? "").filter(isRemoval);

/** On a legacy tenant these are one resource of Auth0's provider. */
const oneOnLegacy: readonly Part[] = ["sender", "messages", "factor"];

/**
 * The parts that the stack manages: all, unless `manage` says otherwise. What it leaves out is left as it is.
 */
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
      fix: set(`${key}[${length}]`, missing[0] ?? ""),
    });
  }
  return managed;
}
