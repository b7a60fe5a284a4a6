import { distance } from "fastest-levenshtein";

/**
 * Which of some names a misspelled one stands for; `undefined` if it is unlike all of them. Case and the signs
 * between words do not count. The shorter a name, the fewer letters may be wrong.
 */
export function nameMeant<Name extends string>(name: string, names: readonly Name[]): Name | undefined {
  const [best] = names
    .map((candidate) => ({ candidate, wrong: wrongLetters(lettersOf(name), lettersOf(candidate)) }))
    .filter(({ candidate, wrong }) => wrong <= Math.min(mostWrong, lettersOf(candidate).length / 3))
    .toSorted((one, other) => one.wrong - other.wrong);
  return best?.candidate;
}

/** Whether two names differ only in case and in the signs between words. */
export const isSpelledAs = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other);

const mostWrong = 3;

const lettersOf = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** How many letters differ; letters in another order count as one. */
function wrongLetters(one: string, other: string): number {
  const isReordered = sorted(one) === sorted(other);
  return isReordered ? Math.min(1, distance(one, other)) : distance(one, other);
}

const sorted = (letters: string): string => letters.split("").toSorted().join("");
