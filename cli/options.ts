import { UsageError } from "./command.ts";

/** Collects what is wrong with a command's options, so that all of it is said at once. */
export class OptionChecks {
  readonly #problems: string[] = [];

  /** A value that must be one of some words. */
  oneOf<Word extends string>(option: string, value: string, words: readonly [Word, ...Word[]]): Word {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined)
      this.#problems.push(`${option} must be ${words.join(" or ")}, not ${JSON.stringify(value)}.`);
    return word ?? words[0];
  }

  /** A whole number from `least` to `most`. */
  integer(option: string, value: string, least: number, most: number): number {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.#problems.push(
      `${option} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}.`,
    );
    return least;
  }

  /** @throws UsageError with a line for each wrong option. */
  finish(): void {
    if (this.#problems.length > 0) throw new UsageError(this.#problems.join("\n"));
  }
}
