import { isEmpty, textOf, valueIn, writing } from "../configuration/moves.ts";
import { moveSecret, remove, removeKey } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { isObject, itemsOf, parse } from "../configuration/source.ts";
import { isSecretKey, secretWithin } from "../configuration/values.ts";
import { lists } from "./keys.ts";
import type { Meant } from "./meantKey.ts";
import { isPlainSecret, isSet, misspellingOf, shownKey } from "./meantKey.ts";
import type { MapReader } from "./membersAsMeant.ts";
import { maps } from "./membersAsMeant.ts";
import { pathAsKey } from "./pathAsKey.ts";

/**
 * Puts the value of each misspelled key under the right one if nothing is set there, so that its readers check
 * the user's own value. The fix of its problem does the same in the stack file. Other unknown keys are
 * removed: they would be settings that silently do nothing.
 */
export function asMeant(source: Source): Meant {
  const isOwn = (key: string) => key.startsWith(`${source.project}:`);
  const keys = Object.keys(source.values);
  // The secrets come first: no other value that contains one is shown.
  const inOrder = [...keys.filter((key) => !isOwn(key)), ...keys.filter(isOwn)];
  const whole = inOrder.reduce(keyAsMeant, { source, problems: [] });
  return Object.entries(maps).reduce(mapAsMeant, whole);
}

function keyAsMeant({ source, problems }: Meant, key: string): Meant {
  const path = pathAsKey(source, key);
  if (path !== undefined) return { ...path, problems: [...problems, ...path.problems] };
  const misspelling = misspellingOf(source, key);
  if (misspelling === undefined) return { source, problems };
  const { right, what } = misspelling;
  const shown = shownKey(source, key);
  const given = valueIn(source.values[key] ?? "");
  const isList = right !== undefined && lists.includes(shownKey(source, right));
  const value = isList && typeof given === "string" && given !== "" ? itemsOf(given) : given;
  const isHidden = right !== undefined && isHiddenIn(source, key, right);
  const isLeaked = !isHidden && secretWithin(source, textOf(value)) !== undefined;
  if (right === undefined || isSet(source, right) || isEmpty(value) || isLeaked) {
    const isTaken = right !== undefined && isSet(source, right);
    const told = isTaken ? what.replace(/\?$/, ", which is set already?") : what;
    if (!isTaken || !isPlainSecret(source, key))
      return { source, problems: [...problems, { key: shown, what: told, fix: removeKey(shown) }] };
    const { [key]: _, ...values } = source.values;
    return {
      source: { ...source, values },
      problems: [...problems, { key: shown, what: `${inPlaintext} ${told}`, fix: removeKey(shown) }],
    };
  }
  const isPlain = isSecretKey(right) && !source.isSecret(key);
  const to = shownKey(source, right);
  const replaced = isReplaced(source.values[right] ?? "", value) ? [remove(to)] : [];
  const moved =
    isHidden && !isPlain
      ? [moveSecret(shown, to)]
      : [...replaced, ...writing(to, value, isPlain ? "asked" : undefined)];
  const problem = {
    key: shown,
    what: isPlain ? `${inPlaintext} ${what}` : what,
    fix: [...moved, removeKey(shown)],
  };
  const { [key]: _, ...others } = source.values;
  const isSecret = (one: string) => (one === right ? isHidden : source.isSecret(one));
  return {
    source: { ...source, values: { ...others, [right]: textOf(value) }, isSecret },
    problems: [...problems, problem],
  };
}

const inPlaintext = "is stored in plaintext in the stack file: rotate it. It";

/** Whether a list or a map has to replace what is there: with a path, Pulumi would add to it or reject it. */
const isReplaced = (text: string, value: unknown): boolean =>
  typeof value !== "string" && !["", Array.isArray(value) ? "[]" : "{}"].includes(text);

const isHiddenIn = (source: Source, key: string, right: string): boolean =>
  source.isSecret(key) || isSecretKey(key) || isSecretKey(right);

function mapAsMeant({ source, problems }: Meant, [name, read]: [string, MapReader]): Meant {
  const key = `${source.project}:${name}`;
  const text = source.values[key] ?? "";
  const value = parse(text);
  const isHidden = source.isSecret(key);
  if (!isObject(value) || (!isHidden && secretWithin(source, text) !== undefined))
    return { source, problems };
  const meant = read(name, value, isHidden);
  if (meant.problems.length === 0) return { source, problems };
  const values = { ...source.values, [key]: JSON.stringify(meant.members) };
  return { source: { ...source, values }, problems: [...problems, ...meant.problems] };
}
