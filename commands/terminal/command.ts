import { parseArgs } from "node:util";
import { removeAccounts } from "../engine/accounts.ts";
import { aboutPath } from "../engine/onPath.ts";
import { exemptLoopback } from "../../tenant/http/proxy.ts";
import { OptionChecks, UsageError } from "./options.ts";
import type { Option } from "./options.ts";

/** A command could not do what it was asked to do; the message gives the reason. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** A command's texts for people, and its options. */
export interface CommandText<Options> {
  /** The npm script, as in `drift`. */
  name: string;
  /** The forms of its arguments, one per line; `[options]` by default. */
  forms?: readonly string[];
  /** What it does, in whole sentences. */
  summary: string;
  /** Options by their names without dashes; in the order of the help. */
  options: { [Name in keyof Options]: Option<Options[Name]> };
  /** Checks combinations of options that are valid individually. */
  check?: (options: Options, checks: OptionChecks) => void;
  /** Further lines of the help. */
  notes?: string;
  /** Set if it works on local tenants only: the user's own accounts are removed from its environment. */
  local?: true;
  /** The meaning of the exit codes: 0 fine, 2 there are findings, 1 the command could not run. */
  exits?: { 0: string; 2: string; 1: string };
}

/** The options of a command. */
export type OptionsOf<Defined> = Defined extends Command<infer Options> ? Options : never;

/** A command: its help, its options and how it runs. */
export interface Command<Options> {
  help: string;
  /** @throws UsageError with all problems */
  read: (args: readonly string[]) => Options;
  /**
   * Runs with this process's arguments; see `runProcess`. A `main` that takes no signal starts nothing that
   * would have to be stopped.
   */
  run: (main: (options: Options, signal: AbortSignal) => Promise<number>) => Promise<void>;
}

export function defineCommand<Options>(text: CommandText<Options>): Command<Options> {
  const help = helpOf(text);
  const read = (args: readonly string[]) => readOptions(text, args);
  return {
    help,
    read,
    run: (main) =>
      runProcess(
        (args, signal) => {
          if (!args.includes("--help") && !args.includes("-h")) return main(read(args), signal);
          console.log(help);
          return Promise.resolve(0);
        },
        { help, endsItself: main.length > 1, local: text.local ?? false },
      ),
  };
}

function readOptions<Options>({ options, check }: CommandText<Options>, args: readonly string[]): Options {
  const entries = Object.entries(options) as [keyof Options & string, Option<unknown>][];
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(entries.map(([name, { config }]) => [name, config])),
  });
  const checks = new OptionChecks();
  const read = Object.fromEntries(
    entries.map(([name, option]) => [name, option.read(values[name], `--${name}`, checks)]),
  ) as Options;
  check?.(read, checks);
  checks.finish();
  return read;
}

function helpOf<Options>({
  name,
  forms = ["[options]"],
  summary,
  options,
  notes,
  exits,
}: CommandText<Options>): string {
  const entries = Object.entries<Option<unknown>>(options);
  const terms: [string, string][] = [
    ...entries.map(([option, { value, about }]): [string, string] => [`--${option} ${value}`.trim(), about]),
    ["--help", "shows this help"],
  ];
  const width = Math.max(...terms.map(([term]) => term.length).filter((length) => length <= widestTerm));
  const [first = "", ...others] = forms;
  return [
    [`Usage: npm run ${name} -- ${first}`, ...others.map((form) => `       npm run ${name} -- ${form}`)].join(
      "\n",
    ),
    summary,
    terms.map(([term, about]) => `  ${term.padEnd(width)}   ${about}`).join("\n"),
    ...(entries.length === 0 ? [] : ["Defaults are in parentheses; - is standard output."]),
    ...(notes === undefined ? [] : [notes]),
    ...(exits === undefined
      ? []
      : [["Exit codes:", ...([0, 1, 2] as const).map((code) => `  ${code}   ${exits[code]}`)].join("\n")]),
  ].join("\n\n");
}

/** A longer option does not widen the column. */
const widestTerm = 36;

/**
 * Runs a command in this process: Ctrl-C, errors and the exit code. The first Ctrl-C aborts `signal`, and the
 * command then stops what it started. A second one ends the process at once, as the first one does for a
 * command that starts nothing.
 *
 * @param help shown with a mistake in the arguments
 * @param endsItself whether the command listens to `signal`
 * @param local whether it works on local tenants only
 */
export async function runProcess(
  main: (args: string[], signal: AbortSignal) => Promise<number>,
  { help, endsItself, local = false }: { help?: string; endsItself: boolean; local?: boolean },
): Promise<void> {
  if (local) removeAccounts(process.env);
  exemptLoopback(process.env);
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => {
      if (interrupted.signal.aborted || !endsItself) process.exit(130);
      interrupted.abort(name);
    });
  try {
    process.exitCode = await main(process.argv.slice(2), interrupted.signal);
  } catch (error) {
    await report(error, help);
    process.exitCode = 1;
  }
}

/** Waits for Ctrl-C. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener(
      "abort",
      () => {
        resolve();
      },
      { once: true },
    );
  });
}

/** parseArgs throws TypeErrors with their own codes for mistakes in the arguments. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    (error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS"))
  );
}

/**
 * An error that the user can fix and that the message explains; any other error is ours and keeps its stack
 * trace.
 */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    (error instanceof Error &&
      ["EngineError", "CallFailure", "SandboxError", "StateFileError"].includes(error.name))
  );
}

async function report(error: unknown, help: string | undefined): Promise<void> {
  if (isUsageError(error)) {
    console.error([error.message, ...(help === undefined ? [] : ["", help])].join("\n"));
    return;
  }
  console.error(isExpected(error) ? error.message : error);
  const more = isExpected(error) ? await aboutPath(error.message) : undefined;
  if (more !== undefined) console.error(more);
}
