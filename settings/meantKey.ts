import { isDeepStrictEqual } from "node:util";
import { isEmpty, valueIn } from "../configuration/moves.ts";
import type { Problem } from "../configuration/problems.ts";
import type { Source } from "../configuration/source.ts";
import { parse } from "../configuration/source.ts";
import { isSpelledAs, nameMeant } from "../configuration/spelling.ts";
import { isSecretKey } from "../configuration/values.ts";
import { defaults, readKeys } from "./keys.ts";

/** A configuration with each value under the key that the user meant, and what is wrong with the keys. */
export interface Meant {
  source: Source;
  problems: Problem[];
}

/** A wrong key, the right one if it can be told, and what to say about the wrong one. */
export interface Misspelling {
  right: string | undefined;
  what: string;
}

/** Other namespaces, and other keys of a provider, may be read by others. */
export function misspellingOf(source: Source, key: string): Misspelling | undefined {
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
    return right === undefined || (isSet(source, right) && !isPlainSecret(source, key))
      ? undefined
      : { right, what: `is not a key that this project reads; did you mean ${right}?` };
  const hint = name === undefined ? "" : `; did you mean ${name}?`;
  return { right, what: `is not a key of this project${hint}` };
}

/** Nobody should go on with a secret that the stack file shows, whoever may read it. */
export const isPlainSecret = (source: Source, key: string): boolean =>
  isSecretKey(key) && !source.isSecret(key);

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

/** A key as `pulumi config` shows it. */
export const shownKey = ({ project }: Source, key: string): string =>
  key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;

/** Whether a key has a value of the user. */
export function isSet(source: Source, key: string): boolean {
  const text = source.values[key] ?? "";
  const name = shownKey(source, key);
  return !isEmpty(valueIn(text)) && !isDeepStrictEqual(parse(text) ?? text, defaults[name]);
}
