import { masked } from "../mfa/urls/masked.ts";
import { set, setSecret, setText } from "./problems.ts";
import { isObject, parse, pathIn } from "./source.ts";

/**
 * The commands that write a value under a key where nothing is set: lists and maps item by item, each by its
 * path.
 * @param isHidden whether the value may not be shown: Pulumi then prompts for it
 */
export function writing(key: string, value: unknown, isHidden: boolean): string[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item: unknown, index) => writing(`${key}[${index}]`, item, isHidden));
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([name, member]) => writing(pathIn(key, name), member, isHidden));
  if (isHidden) return [setSecret(key)];
  if (typeof value !== "string") return [set(key, JSON.stringify(value))];
  return [setText(key, isOfUrls.test(key) || value.includes("://") ? masked(value) : value)];
}

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
