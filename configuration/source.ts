import type { Problem } from "./problems.ts";
import { nameMeant } from "./spelling.ts";
import { unwrapped } from "../mfa/pasted.ts";
import { masked } from "../mfa/urls/masked.ts";
import { inOrderOfFixes, remove, removePath, set, setList, setText } from "./problems.ts";

/** Adds the namespace to the project's own keys; other keys already have one. */
export const fullKey = (project: string, key: string): string =>
  key.includes(":") ? key : `${project}:${key}`;

/** Configuration with the project's own keys as a program writes them, without the namespace. */
export function withOwnKeys<Value>(
  project: string,
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const prefix = `${project}:`;
  const entries = Object.entries(values).map(([key, value]) => [
    key.startsWith(prefix) ? key.slice(prefix.length) : key,
    value,
  ]);
  return Object.fromEntries(entries) as Record<string, Value>;
}

/** The source of configuration: the stack's values by full key (`namespace:name`), and the environment. */
export interface Source {
  /** The project's name, which is the namespace of its own keys. */
  project: string;
  stack: string;
  /** Every configured value. Lists and booleans are JSON text. */
  values: Readonly<Record<string, string>>;
  /** Whether a key's value is encrypted in the stack file. */
  isSecret: (key: string) => boolean;
  environment: Readonly<Record<string, string | undefined>>;
  /** If the values are a map within a key: the path to it, as in `applications.shop.`. */
  prefix?: string;
}

/** One of the project's own keys, as `pulumi config --path` takes it. */
export const keyIn = ({ prefix = "" }: Source, name: string): string => `${prefix}${name}`;

/** The path to a member of a map, as `pulumi config --path` takes it. */
export const pathIn = (key: string, member: string): string =>
  /^[\w-]+$/.test(member) ? `${key}.${member}` : `${key}[${JSON.stringify(member)}]`;

/**
 * A map within one of the project's keys. Its members are read as its keys are. `null` means that there is
 * none.
 */
export function within(source: Source, path: string, members: Readonly<Record<string, unknown>>): Source {
  const values = Object.entries(members)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        [`${source.project}:${name}`, typeof value === "string" ? value : JSON.stringify(value)] as const,
    );
  return { ...source, values: Object.fromEntries(values), prefix: `${path}.` };
}

/** The value of one of the project's own keys; an empty one counts as missing. */
export function own(source: Source, name: string): string | undefined {
  return source.values[`${source.project}:${name}`] || undefined;
}

/** A boolean, also one in quotes; `undefined` for any other value. Pulumi may store either. */
export const flagIn = (value: unknown): boolean | undefined =>
  value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;

const flags = new Map([
  ...["true", "yes", "on", "enabled", "1"].map((word) => [word, true] as const),
  ...["false", "no", "off", "disabled", "0"].map((word) => [word, false] as const),
]);

/** What was meant by a value that is no boolean; `undefined` if it is unlike any word for one. */
export const flagMeant = (value: string): boolean | undefined =>
  itemsOf(value).flatMap((item) => flags.get(nameMeant(item, [...flags.keys()]) ?? "") ?? [])[0];

/**
 * One of the project's own booleans, or `undefined` if it is not set. A wrong value is read as meant.
 * @param safe what the fix sets if nobody can tell what was meant
 */
export function readFlag(
  source: Source,
  name: string,
  problems: Problem[],
  safe = false,
): boolean | undefined {
  const text = own(source, name);
  if (text === undefined) return undefined;
  const flag = flagIn(text);
  if (flag !== undefined) return flag;
  const key = keyIn(source, name);
  const meant = flagMeant(text);
  problems.push({ key, what: "must be true or false", fix: set(key, String(meant ?? safe)) });
  return meant;
}

/**
 * One of the project's own strings, or `undefined` if it is not set. Of a list or a map, the first string in it is
 * read on; it is empty if there is none.
 * @param meantBy what that string was meant to be
 */
export function readText(
  source: Source,
  name: string,
  problems: Problem[],
  meantBy: (text: string) => string = (text) => text,
): string | undefined {
  const text = own(source, name);
  if (text === undefined || typeof parse(text) !== "object") return text;
  const key = keyIn(source, name);
  const [meant] = itemsOf(text).map(meantBy);
  if (meant !== undefined) problems.push({ key, what: "must be a string", fix: set(key, meant) });
  return meant ?? "";
}

/**
 * One of the project's own lists of strings; empty if it is not set.
 * @param meant which of the items in a value of another type the list was meant to have
 */
export function readList(
  source: Source,
  name: string,
  problems: Problem[],
  meant: (items: string[]) => string[] = (items) => items,
): string[] {
  const text = own(source, name);
  if (text === undefined) return [];
  const key = keyIn(source, name);
  const list = parse(text);
  if (!Array.isArray(list)) {
    const items = meant(itemsOf(text));
    problems.push({
      key,
      what: "must be a list",
      fix: items.length > 0 ? setList(key, items, list) : remove(key),
    });
    return [];
  }
  problems.push(
    ...inOrderOfFixes(list.flatMap((item: unknown, index) => textProblem(`${key}[${index}]`, item))),
  );
  return list.every((item) => typeof item === "string") ? list : [];
}

/** The strings in a value that was meant to be a list or a string. */
export function itemsOf(text: string): string[] {
  const value = parse(text);
  return typeof value === "object" ? stringsIn(value) : itemsWritten(text);
}

/** The strings in a JSON value, and what a map has true. */
function stringsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (isObject(value))
    return Object.entries(value).flatMap(([name, of]) =>
      of === true || of === null ? [name] : of === false ? [] : stringsIn(of),
    );
  return value === null ? [] : [masked(typeof value === "string" ? value : JSON.stringify(value))];
}

/**
 * The items of a string: one per line, separated by commas, or one per URL scheme. It may be JSON or YAML that
 * lacks a bracket, a comma or a quote: a shell removes some of them.
 */
const itemsWritten = (text: string): string[] =>
  masked(text)
    .replace(/^\s*[[{](.*?)[\]}]?\s*$/s, "$1")
    .replaceAll(/(^|[,;|\n{])\s*["']?[\w-]+["']?\s*:(\s+|(?=["'[{]))/g, "$1")
    .split(/[,;|\n]|\s+(?=[a-z]+:\/\/)|(?<=["'])\s+(?=["'])/i)
    .map((item) => item.replace(/^\s*-(\s+|$)/, "").replace(/^[\s[{]+|^([^[{]*)[\]}]+\s*$/, "$1"))
    .map(unwrapped)
    .filter((item) => item !== "");

/** With --path, `pulumi config set` turns a string that looks like a number or a boolean into one. */
function textProblem(key: string, item: unknown): Problem[] {
  if (typeof item === "string") return [];
  const [meant] = stringsIn(item);
  return [
    { key, what: "must be a string", fix: meant === undefined ? removePath(key) : setText(key, meant) },
  ];
}

/** A list of words from a fixed set, without duplicates. An empty list is valid. */
export function listOfWords<Word extends string>(
  source: Source,
  name: string,
  words: readonly Word[],
  problems: Problem[],
): Word[] {
  const list = readList(source, name, problems, (items) => [
    ...new Set(items.flatMap((item) => nameMeant(item, words) ?? [])),
  ]);
  const isWord = (text: string): text is Word => (words as readonly string[]).includes(text);
  const meant: (Word | undefined)[] = list.map((text) => (isWord(text) ? text : wordMeant(text, words)));
  // If no item says anything, the first one becomes the first word: an empty list would mean something else.
  if (!meant.some((word) => word !== undefined)) meant[0] = words[0];
  const found = list.flatMap((text, index): Problem[] => {
    const key = `${name}[${index}]`;
    const word = meant[index];
    if (isWord(text))
      return list.indexOf(text) < index ? [{ key, what: `repeats ${text}`, fix: removePath(key) }] : [];
    const isTaken = word === undefined || list.includes(word) || meant.indexOf(word) < index;
    const what = `must be ${orList(words)}, not ${JSON.stringify(text)}`;
    return [{ key, what, fix: isTaken ? removePath(key) : set(key, word) }];
  });
  problems.push(...inOrderOfFixes(found));
  return list.filter(isWord);
}

/**
 * One of the project's own objects, by its members; empty if it is not set.
 * @param meant the commands that write what a value of another type was meant to be
 */
export function readObject(
  source: Source,
  name: string,
  problems: Problem[],
  meant: (text: string) => string[],
): Record<string, unknown> {
  const text = own(source, name);
  if (text === undefined) return {};
  const value = parse(text);
  if (isObject(value)) return value;
  const members = meant(text);
  const first = members.length === 0 || value !== undefined ? [remove(name)] : [];
  problems.push({ key: name, what: "must be a map", fix: [...first, ...members] });
  return {};
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One word of a fixed set, or `fallback` if it is not set. A misspelled word is read as meant. */
export function readWord<Word extends string, Fallback extends Word | undefined>(
  source: Source,
  name: string,
  words: readonly Word[],
  fallback: Fallback,
  problems: Problem[],
): Word | Fallback {
  const text = own(source, name);
  if (text === undefined) return fallback;
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  const meant = wordMeant(text, words);
  const what = `must be ${orList(words)}, not ${JSON.stringify(text)}`;
  problems.push({ key: name, what, fix: set(name, meant ?? words[0] ?? "") });
  return meant ?? fallback;
}

/** Which of some words was misspelled, or written with what a copy brings along. */
const wordMeant = <Word extends string>(text: string, words: readonly Word[]): Word | undefined =>
  itemsOf(text).flatMap((item) => nameMeant(item, words) ?? [])[0];

const joined = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;

/** `a`, `a or b`, `a, b or c`. */
export const orList = (words: readonly string[]): string => joined(words, "or");

/** `a`, `a and b`, `a, b and c`. */
export const andList = (words: readonly string[]): string => joined(words, "and");

/** The value of a JSON text; `undefined` for any other text. */
export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
