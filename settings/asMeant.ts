import { isDeepStrictEqual } from "node:util";
import { isEmpty, textOf, valueIn, withMember, writing } from "../configuration/moves.ts";
import type { Problem } from "../configuration/problems.ts";
import { moveSecret, remove, removeKey } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { flagIn, isObject, itemsOf, parse } from "../configuration/source.ts";
import { isSpelledAs, nameMeant } from "../configuration/spelling.ts";
import { isSecretKey, secretWithin } from "../configuration/values.ts";
import { defaults, lists, readKeys } from "./keys.ts";
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
  const pathAsKey = pathSetAsKey(source, key);
  if (pathAsKey !== undefined) return { ...pathAsKey, problems: [...problems, ...pathAsKey.problems] };
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
    return { source, problems: [...problems, { key: shown, what: told, fix: removeKey(shown) }] };
  }
  const inPlaintext = isSecretKey(right) && !source.isSecret(key);
  const to = shownKey(source, right);
  const replaced = isReplaced(source.values[right] ?? "", value) ? [remove(to)] : [];
  const moved =
    isHidden && !inPlaintext
      ? [moveSecret(shown, to)]
      : [...replaced, ...writing(to, value, inPlaintext ? "asked" : undefined)];
  const problem = {
    key: shown,
    what: inPlaintext ? `is stored in plaintext in the stack file: rotate it. It ${what}` : what,
    fix: [...moved, removeKey(shown)],
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
  const meant = Object.hasOwn(known, namespace)
    ? namespace
    : namespace === formerProject
      ? source.project
      : nameMeant(namespace, Object.keys(known));
  const names = meant === undefined ? undefined : known[meant];
  if (meant === undefined || names === undefined) return undefined;
  const isHere = names.some((one) => isSpelledAs(given, one));
  const elsewhere = isHere ? undefined : keyElsewhere(known, `${meant}:${given}`);
  if (elsewhere !== undefined && (meant === source.project || !isSet(source, elsewhere)))
    return {
      right: elsewhere,
      what: `is in the wrong namespace; did you mean ${shownKey(source, elsewhere)}?`,
    };
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

/** The name of this project before a copy of it was renamed: its keys may still have it. */
const formerProject = "auth0-phone-mfa";

/** The one key of another namespace that a key was meant to be: with its name, or with its namespace in it. */
function keyElsewhere(known: ReturnType<typeof readKeys>, key: string): string | undefined {
  const [namespace = "", given = ""] = key.split(":");
  const found = Object.entries(known)
    .filter(([other]) => other !== namespace)
    .flatMap(([other, names]) =>
      names
        .filter(
          (name) =>
            isSpelledAs(given, name) ||
            isSpelledAs(given, `${other} ${name}`) ||
            isSpelledAs(`${namespace} ${given}`, name),
        )
        .map((name) => `${other}:${name}`),
    );
  return found.length === 1 ? found[0] : undefined;
}

/**
 * A path that was set without --path, as in `otherFactors.otp`: its value is put where the path leads, unless
 * something is there.
 */
function pathSetAsKey(source: Source, key: string): Meant | undefined {
  const shown = shownKey(source, key);
  const [, given = "", rest = ""] =
    /^([\w-]+)([.[].*)$/.exec(key.startsWith(`${source.project}:`) ? shown : "") ?? [];
  const known = [...lists, ...Object.keys(maps)];
  const name = known.includes(given) ? given : nameMeant(given, known);
  if (rest === "" || name === undefined) return undefined;
  const root = `${source.project}:${name}`;
  const text = source.values[key] ?? "";
  const value = lists.includes(name) ? text : (flagIn(text) ?? text);
  const found = isSet(source, root) ? parse(source.values[root] ?? "") : undefined;
  const changed = text === "" ? undefined : withMember(found, rest, value);
  const isTaken = changed === undefined && text !== "";
  const { [key]: _, ...others } = source.values;
  const isHidden = source.isSecret(key);
  const isSecret = (one: string) => (one === root && isHidden) || source.isSecret(one);
  return {
    source: {
      ...source,
      values: changed === undefined ? others : { ...others, [root]: textOf(changed) },
      isSecret,
    },
    problems: [
      {
        key: shown,
        what: `is a path, but was set without --path${isTaken ? `; ${name}${rest} is set already` : ""}`,
        fix: [
          ...(changed === undefined
            ? []
            : writing(`${name}${rest}`, value, isHidden ? { from: shown } : undefined)),
          removeKey(shown),
        ],
      },
    ],
  };
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
