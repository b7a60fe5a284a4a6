import { isDeepStrictEqual } from "node:util";
import { isEmpty, textOf, valueIn, writing } from "../configuration/moves.ts";
import type { Problem } from "../configuration/problems.ts";
import { remove, removeKey } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { isObject, parse } from "../configuration/source.ts";
import { nameMeant } from "../configuration/spelling.ts";
import { isSecretKey, secretWithin } from "../configuration/values.ts";
import { defaults, readKeys } from "./keys.ts";
import type { MapReader } from "./membersAsMeant.ts";
import { maps } from "./membersAsMeant.ts";

/** A configuration with each value under the key that the user meant, and what is wrong with the keys. */
interface Meant {
  source: Source;
  problems: Problem[];
}

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

/** A wrong key, the right one if it can be told, and what to say about the wrong one. */
interface Misspelling {
  right: string | undefined;
  what: string;
}

function keyAsMeant({ source, problems }: Meant, key: string): Meant {
  const misspelling = misspellingOf(source, key);
  if (misspelling === undefined) return { source, problems };
  const { right, what } = misspelling;
  const shown = shownKey(source, key);
  const value = valueIn(source.values[key] ?? "");
  const isHidden = right !== undefined && isHiddenIn(source, key, right);
  const isLeaked = !isHidden && secretWithin(source, textOf(value)) !== undefined;
  if (right === undefined || isSet(source, right) || isEmpty(value) || isLeaked)
    return { source, problems: [...problems, { key: shown, what, fix: removeKey(shown) }] };
  const inPlaintext = isSecretKey(right) && !source.isSecret(key);
  const to = shownKey(source, right);
  const replaced = isReplaced(source.values[right] ?? "", value) ? [remove(to)] : [];
  const problem = {
    key: shown,
    what: inPlaintext ? `is stored in plaintext in the stack file: rotate it. It ${what}` : what,
    fix: [...replaced, ...writing(to, value, isHidden), removeKey(shown)],
  };
  const { [key]: _, ...others } = source.values;
  const isSecret = (one: string) => (one === right ? isHidden : source.isSecret(one));
  return {
    source: { ...source, values: { ...others, [right]: textOf(value) }, isSecret },
    problems: [...problems, problem],
  };
}

/** Whether a list or a map has to replace what is there: with a path, Pulumi would add to it or reject it. */
const isReplaced = (text: string, value: unknown): boolean =>
  typeof value !== "string" && !["", Array.isArray(value) ? "[]" : "{}"].includes(text);

/** A key as `pulumi config` shows it. */
const shownKey = ({ project }: Source, key: string): string =>
  key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;

/** Other namespaces, and other keys of a provider, may be read by others. */
function misspellingOf(source: Source, key: string): Misspelling | undefined {
  const known = readKeys(source.project);
  const [namespace = "", ...rest] = key.split(":");
  const given = rest.join(":");
  const meant = Object.hasOwn(known, namespace) ? namespace : nameMeant(namespace, Object.keys(known));
  const names = meant === undefined ? undefined : known[meant];
  if (meant === undefined || names === undefined) return undefined;
  const name = names.includes(given) ? given : nameMeant(given, names);
  if (meant !== namespace) {
    const right = `${meant}:${name ?? given}`;
    return { right, what: `has an unknown namespace; did you mean ${right}?` };
  }
  if (name === given) return undefined;
  const right = name === undefined ? undefined : `${meant}:${name}`;
  if (meant !== source.project)
    return right === undefined || isSet(source, right)
      ? undefined
      : { right, what: `is not a key that this project reads; did you mean ${right}?` };
  const hint = name === undefined ? "" : `; did you mean ${name}?`;
  return { right, what: `is not a key of this project${hint}` };
}

/** Whether a key has a value of the user. */
function isSet(source: Source, key: string): boolean {
  const text = source.values[key] ?? "";
  const name = shownKey(source, key);
  return !isEmpty(valueIn(text)) && !isDeepStrictEqual(parse(text) ?? text, defaults[name]);
}

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
