/** The user's own mistake in calling a command: its lines are shown with the usage, never a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that a command was asked for could not be had, for a reason that the message gives. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/**
 * Runs a command: `--help` (where it has a usage of its own), Ctrl-C, errors and the exit code. `signal` is aborted at the first Ctrl-C; the command then
 * ends what it started. A second one ends the process at once. `mistake` is the exit code of options that are wrong.
 */
export async function runCommand(
  usage: string | undefined,
  main: (args: string[], signal: AbortSignal) => Promise<number>,
  { mistake = 2 }: { mistake?: number } = {},
): Promise<void> {
  const args = process.argv.slice(2);
  if (usage !== undefined && (args.includes("--help") || args.includes("-h"))) {
    console.log(usage);
    return;
  }
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => {
      interrupted.abort(name);
      process.once(name, () => process.exit(130));
    });
  }
  try {
    process.exitCode = await main(args, interrupted.signal);
  } catch (error) {
    process.exitCode = report(error, mistake, usage);
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

/** A reason that its message explains and its user can mend; anything else is ours and keeps its stack. */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof CommandError ||
    (error instanceof Error &&
      ["EngineError", "CallFailure", "SandboxError", "StateFileError"].includes(error.name))
  );
}

function report(error: unknown, mistake: number, usage = ""): number {
  if (isUsageError(error)) {
    console.error(`${error.message}\n\n${usage}`);
    return mistake;
  }
  console.error(isExpected(error) ? error.message : error);
  return 1;
}
