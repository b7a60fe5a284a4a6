import { resolve } from "node:path";
import { inQuotes } from "../../mfa/pasted.ts";

/** A mistake in a command's arguments: its lines are shown with the help, never with a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Collects the problems with a command's options, so that all of them are reported at once. */
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
  /** Its value, as in `NAME`; empty for a flag. */
  value: string;
  /** Its description, with the default in parentheses. */
  about: string;
  /** @param name the name as typed, for error messages */
  read: (given: unknown, name: string, checks: OptionChecks) => Value;
}

/** An option without a value. */
export const flag = (about: string): Option<boolean> => ({
  config: { type: "boolean" },
  value: "",
  about,
  read: (given) => given === true,
});

/** A string, or `undefined`. */
export const text = (value: string, about: string): Option<string | undefined> => ({
  config: { type: "string" },
  value,
  about,
  read: (given, name, checks) => {
    // A shell passes an empty string for a variable that is not set.
    if (given === "") checks.add(`${name} is empty; pass ${value}, or leave it out.`);
    return given as string | undefined;
  },
});

/** Strings, for an option that can be repeated. */
export const texts = (value: string, about: string): Option<string[]> => ({
  config: { type: "string", multiple: true },
  value,
  about,
  read: (given) => (given ?? []) as string[],
});

/** One of several words; the first by default. */
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
  /** `undefined` if the option has no default. */
  unset: number | undefined;
}

/** An integer. */
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

/** A time in ISO 8601 format. */
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

export const nameTheStack = "Pass the stack: --stack dev.";

/** The project's folder, as an absolute path. */
export const folder: Option<string> = {
  ...text("FOLDER", "the project's folder (this one)"),
  read: (given) => resolve((given as string | undefined) ?? "."),
};

/** Two reports can't both go to standard output. */
export function checkOnePrints(
  { json, markdown }: { json: string | undefined; markdown: string | undefined },
  checks: OptionChecks,
): void {
  if (json === "-" && markdown === "-")
    checks.add("--json - and --markdown - both print to the terminal; give one of them a file name.");
}
