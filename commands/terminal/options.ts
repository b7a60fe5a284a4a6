import { resolve } from "node:path";
import { inQuotes } from "../../mfa/pasted.ts";

/** The user's own mistake in calling a command: its lines are shown with the help, never a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Collects what is wrong with a command's options, so that all of it is said at once. */
export class OptionChecks {
  readonly #problems: string[] = [];

  /** A problem, as a whole sentence. */
  add(problem: string): void {
    this.#problems.push(problem);
  }

  /** @throws UsageError with a line for each wrong option. */
  finish(): void {
    if (this.#problems.length > 0) throw new UsageError(this.#problems.join("\n"));
  }
}

/** An option of a command. */
export interface Option<Value> {
  config: { type: "boolean" | "string"; multiple?: boolean };
  /** What is given with it, as in `NAME`; empty for one that is only there or not. */
  value: string;
  /** What it is, and in parentheses what it is if it is not given. */
  about: string;
  /** @param name as it is typed, for what is wrong with it */
  read: (given: unknown, name: string, checks: OptionChecks) => Value;
}

/** One that is only there or not. */
export const flag = (about: string): Option<boolean> => ({
  config: { type: "boolean" },
  value: "",
  about,
  read: (given) => given === true,
});

/** A text, or `undefined`. */
export const text = (value: string, about: string): Option<string | undefined> => ({
  config: { type: "string" },
  value,
  about,
  read: (given, name, checks) => {
    // What a shell makes of a variable that is not set.
    if (given === "") checks.add(`${name} is empty; give ${value}, or leave it out.`);
    return given as string | undefined;
  },
});

/** Texts, as often as they are given. */
export const texts = (value: string, about: string): Option<string[]> => ({
  config: { type: "string", multiple: true },
  value,
  about,
  read: (given) => (given ?? []) as string[],
});

/** One of some words; the first if it is not given. */
export function oneOf<const Word extends string>(words: readonly Word[], about: string): Option<Word> {
  const [first] = words;
  return {
    config: { type: "string" },
    value: words.join("|"),
    about: `${about} (${first ?? ""})`,
    read: (given, name, checks) => {
      const word = given === undefined ? first : words.find((candidate) => candidate === given);
      if (word === undefined)
        checks.add(`${name} must be ${words.join(" or ")}, not ${JSON.stringify(given)}.`);
      return word ?? (first as Word);
    },
  };
}

interface Range {
  least: number;
  most: number;
  /** `undefined` where there may be none. */
  unset: number | undefined;
}

/** A whole number. */
export function integer<Unset extends number | undefined>(
  value: string,
  { least, most, unset }: Range & { unset: Unset },
  about: string,
): Option<number | Unset> {
  return {
    config: { type: "string" },
    value,
    about: unset === undefined ? about : `${about} (${unset})`,
    read: (given, name, checks) => {
      if (given === undefined) return unset;
      const written = given as string;
      const number = Number(written);
      if (/^\d+$/.test(written) && number >= least && number <= most) return number;
      checks.add(`${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(written)}.`);
      return least;
    },
  };
}

/** A time as ISO 8601 writes it. */
export const time = (about: string): Option<string | undefined> => ({
  config: { type: "string" },
  value: "ISO",
  about,
  read: (given, name, checks) => {
    const written = given as string | undefined;
    if (written !== undefined && (!/^\d{4}-\d\d-\d\d/.test(written) || Number.isNaN(Date.parse(written))))
      checks.add(`${name} must be a time such as 2026-01-31T12:00:00Z, not ${JSON.stringify(written)}.`);
    return written;
  },
});

/** The stack that a command is about. */
export const stack: Option<string> = {
  ...text("NAME", "the stack"),
  read: (given, _, checks) => {
    if (given === undefined || given === "") checks.add(nameTheStack);
    else checkStackName(given as string, checks);
    return (given as string | undefined) ?? "";
  },
};

/** The stacks that a command is about, as often as they are given. */
export const stacks = (about: string): Option<string[]> => ({
  ...texts("NAME", about),
  read: (given, _, checks) => {
    const names = (given ?? []) as string[];
    for (const name of names) checkStackName(name, checks);
    return names;
  },
});

/** As Pulumi names stacks, alone or with what they are of [pulumi.com/docs/iac/concepts/stacks]. */
function checkStackName(name: string, checks: OptionChecks): void {
  if (!/^([\w.-]+\/){0,2}[\w.-]{1,100}$/.test(name))
    checks.add(
      `--stack ${inQuotes(name)} is not a stack's name: NAME or ORGANIZATION/PROJECT/NAME, of letters, digits, dots, hyphens and underscores.`,
    );
}

export const nameTheStack = "Name the stack: --stack dev.";

/** The folder of the project, made absolute. */
export const folder: Option<string> = {
  ...text("FOLDER", "the project's folder (this one)"),
  read: (given) => resolve((given as string | undefined) ?? "."),
};

/** Two reports can't both be printed. */
export function checkOnePrints(
  { json, markdown }: { json: string | undefined; markdown: string | undefined },
  checks: OptionChecks,
): void {
  if (json === "-" && markdown === "-")
    checks.add("--json - and --markdown - both print; give one of them a file.");
}
