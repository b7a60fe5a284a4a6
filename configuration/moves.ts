import { masked } from "../mfa/urls/masked.ts";
import { moveSecret, set, setSecret, setText } from "./problems.ts";
import { isObject, parse, pathIn } from "./source.ts";

/**
 * The commands that write a value under a key where nothing is set: lists and maps item by item, each by its
 * path.
 * @param hidden how to write a value that may not be shown: from where Pulumi has it, or as Pulumi asks for it
 */
export function writing(key: string, value: unknown, hidden?: Hidden): string[] {
  const from = (path: (key: string) => string) =>
    hidden && (hidden === "asked" ? hidden : { from: path(hidden.from) });
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item: unknown, index) => {
      const at = (list: string) => `${list}[${index}]`;
      return writing(at(key), item, from(at));
    });
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([name, member]) => {
      const at = (map: string) => pathIn(map, name);
      return writing(at(key), member, from(at));
    });
  if (hidden !== undefined) return [hidden === "asked" ? setSecret(key) : moveSecret(hidden.from, key)];
  if (typeof value !== "string") return [set(key, JSON.stringify(value))];
  return [setText(key, isOfUrls.test(key) || value.includes("://") ? masked(value) : value)];
}

/** A value that may not be shown, by its key or path; or one that is to be replaced. */
export type Hidden = { from: string } | "asked";

/**
 * A list or a map with a value where a path leads, as in `.shop.callbackUrls[0]`; `undefined` if something is
 * there, or if the path leads nowhere.
 */
export function withMember(container: unknown, path: string, value: unknown): unknown {
  const [, index, name, quoted, more = ""] = step.exec(path) ?? [];
  const at = index === undefined ? (name ?? quoted) : Number(index);
  if (at === undefined) return path === "" && isEmpty(container) ? value : undefined;
  const found = isEmpty(container) ? (index === undefined ? {} : []) : container;
  if (typeof at === "number") {
    if (!Array.isArray(found) || at > found.length) return undefined;
    const item = withMember(found[at], more, value);
    return item === undefined ? undefined : found.toSpliced(at, 1, item);
  }
  if (!isObject(found)) return undefined;
  const member = withMember(found[at], more, value);
  return member === undefined ? undefined : { ...found, [at]: member };
}

const step = /^(?:\[(\d+)\]|\.([\w-]+)|\["([^"\\]+)"\])(.*)$/;

/** Keys of URLs, however they are spelled: their values may contain passwords. */
const isOfUrls = /url|origin/i;

/** A configured value: its list or map, without what is null in it, or else its text. */
export function valueIn(text: string): unknown {
  const value = parse(text);
  return typeof value === "object" ? (withoutNull(value) ?? "") : text;
}

/** A value without the null in it: Pulumi can't set one, and a reader takes it for a missing value. */
export function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull).filter((item) => item !== null);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withoutNull(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== null));
}

/** The text that the program gets for a value. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Whether a value says anything: an empty text, list or map does not. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || ["", "[]", "{}"].includes(textOf(value));
