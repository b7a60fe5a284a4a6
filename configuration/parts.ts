import { isOtherFactor } from "../mfa/factors.ts";
import type { OtherFactor } from "../mfa/factors.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { Problem } from "./problems.ts";
import { set } from "./problems.ts";
import type { Source } from "./source.ts";
import { itemsOf, listOfWords, own, parse } from "./source.ts";
import { nameMeant } from "./spelling.ts";

/** The parts of a tenant that a stack can manage independently. */
export const parts = ["application", "sender", "messages", "factor", "policy"] as const;

export type Part = (typeof parts)[number];

/** The name of the one application that the keys outside `applications` describe. */
export const shortFormName = "spa";

/** Something that a stack may manage: a part, or another factor. */
export type Managed = Part | OtherFactor;

/**
 * What a configuration manages: the parts in `manage` (all by default) and the factors in `otherFactors`.
 *
 * @param config values with the project's own keys (`withOwnKeys`), lists and maps as they are or as JSON
 */
export function managedIn(config: Readonly<Record<string, unknown>>): Managed[] {
  const { manage, otherFactors } = config;
  const list = typeof manage === "string" ? listIn(manage) : manage;
  const factors = typeof otherFactors === "string" ? parse(otherFactors) : otherFactors;
  return [
    ...parts.filter((part) => !Array.isArray(list) || list.includes(part)),
    ...Object.keys(typeof factors === "object" && factors !== null ? factors : {}).filter(isOtherFactor),
  ];
}

/** The list that a text is, or else the parts that it was meant to list; `undefined` if it names none. */
function listIn(text: string): unknown[] | undefined {
  const value = parse(text);
  if (Array.isArray(value)) return value as unknown[];
  const meant = itemsOf(text).flatMap((item) => nameMeant(item, parts) ?? []);
  return meant.length === 0 ? undefined : meant;
}

/** The hooks that remove what a stack no longer declares, with the part that each belongs to. */
const removals = {
  "client-removal": "application",
  "policy-removal": "policy",
  "factor-removal": "factor",
  "other-factors-removal": "otherFactors",
  "sender-removal": "sender",
  "binding-removal": "sender",
  "action-removal": "sender",
  "service-removal": "sender",
  "attachment-removal": "sender",
  "template-removal": "messages",
} as const satisfies Record<string, Part | "otherFactors">;

export type Removal = keyof typeof removals;

/**
 * Whether a stack that manages `managed` still removes what a hook is for. Otherwise the hook hands it over
 * unchanged.
 */
export function isTakenBackBy(removal: Removal, managed: readonly string[]): boolean {
  const owner = removals[removal];
  return owner === "otherFactors" ? managed.some(isOtherFactor) : managed.includes(owner);
}

export const isRemoval = (name: string): name is Removal => Object.hasOwn(removals, name);

/** The removals among a resource's hooks. A state stores their names with a prefix. */
export const removalsIn = (hooks: readonly string[]): Removal[] =>
  hooks.map((name) => name.split(":").at(-1) ?? "").filter(isRemoval);

/** On a legacy tenant, these are one resource of Auth0's provider. */
const oneOnLegacy: readonly Part[] = ["sender", "messages", "factor"];

/** The parts that the stack manages: all, unless `manage` says otherwise. Other parts stay unmanaged. */
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
