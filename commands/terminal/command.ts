import { parseArgs } from "node:util";
import { removeAccounts } from "../engine/accounts.ts";
import { exemptLoopback } from "../../tenant/http/proxy.ts";
import { OptionChecks, UsageError } from "./options.ts";
import type { Option } from "./options.ts";

/** Something that a command was asked for could not be had, for a reason that the message gives. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** What people read of a command, and what they can tell it. */
export interface CommandText<Options> {
  /** The npm script, as in `drift`. */
  name: string;
  /** What may follow it, each form on a line; `[options]` if nothing is said. */
  forms?: readonly string[];
  /** What it does, in whole sentences. */
  summary: string;
  /** Options by their names without dashes; in the order of the help. */
  options: { [Name in keyof Options]: Option<Options[Name]> };
  /** What is wrong with options that are right each by itself. */
  check?: (options: Options, checks: OptionChecks) => void;
  /** Further lines of the help. */
  notes?: string;
  /** It works on local tenants only: the user's own accounts are not in its environment. */
  local?: true;
  /** What the exit codes mean: 0 fine, 2 there are findings, 1 the command could not run. */
  exits?: { 0: string; 2: string; 1: string };
}

/** What a command can be told. */
export type OptionsOf<Defined> = Defined extends Command<infer Options> ? Options : never;

/** A command: its help, its options and how it runs. */
export interface Command<Options> {
  help: string;
  /** @throws UsageError with all that is wrong */
  read: (args: readonly string[]) => Options;
  /**
   * Runs with this process's arguments; see `runProcess`. Who takes no signal starts nothing that would have
   * to be ended.
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
    ["--help", "this text"],
  ];
  const width = Math.max(...terms.map(([term]) => term.length).filter((length) => length <= widestTerm));
  const [first = "", ...others] = forms;
  return [
    [`Usage: npm run ${name} -- ${first}`, ...others.map((form) => `       npm run ${name} -- ${form}`)].join(
      "\n",
    ),
    summary,
    terms.map(([term, about]) => `  ${term.padEnd(width)}   ${about}`).join("\n"),
    ...(notes === undefined ? [] : [notes]),
    ...(exits === undefined ? [] : [`Exit code: 0 ${exits[0]}, 2 ${exits[2]}, 1 ${exits[1]}.`]),
  ].join("\n\n");
}

/** A longer option does not push the others' texts away. */
const widestTerm = 36;

/**
 * Runs a command in this process: Ctrl-C, errors and the exit code. `signal` is aborted at the first Ctrl-C;
 * the command then ends what it started. A second one ends the process at once, as the first does with a
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
    report(error, help);
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

/** parseArgs throws TypeErrors with a code of its own for what the user typed. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    (error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS"))
  );
}

/** A reason that its message explains and its user can fix; anything else is ours and keeps its stack. */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    (error instanceof Error &&
      ["EngineError", "CallFailure", "SandboxError", "StateFileError"].includes(error.name))
  );
}

function report(error: unknown, help: string | undefined): void {
  if (isUsageError(error))
    console.error([error.message, ...(help === undefined ? [] : ["", help])].join("\n"));
  else console.error(isExpected(error) ? error.message : error);
}
