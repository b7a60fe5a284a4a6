import { UsageError } from "./command.ts";

/** Collects what is wrong with a command's options, so that all of it is said at once. */
export class OptionChecks {
  readonly #problems: string[] = [];

  /** A value that must be one of some words. */
  oneOf<Word extends string>(option: string, value: string, words: readonly [Word, ...Word[]]): Word {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined)
      this.add(`${option} must be ${words.join(" or ")}, not ${JSON.stringify(value)}.`);
    return word ?? words[0];
  }

  /** A whole number from `least` to `most`. */
  integer(option: string, value: string, least: number, most: number): number {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.add(`${option} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}.`);
    return least;
  }

  /** A time as ISO 8601 writes it. */
  time(option: string, value: string): string {
    if (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))) return value;
    this.add(`${option} must be a time such as 2026-01-31T12:00:00Z, not ${JSON.stringify(value)}.`);
    return value;
  }

  /** A problem that was found elsewhere, as a whole sentence. */
  add(problem: string): void {
    this.#problems.push(problem);
  }

  /** @throws UsageError with a line for each wrong option. */
  finish(): void {
    if (this.#problems.length > 0) throw new UsageError(this.#problems.join("\n"));
  }
}
