import { CommandError } from "../terminal/command.ts";
import type { LocalStack } from "../local/localStack.ts";
import { withPolicyPack } from "../userStack/policyPack.ts";

/** Runs pulumi and shows its output: live on a terminal, elsewhere without the progress lines. */
export async function showPulumi(local: LocalStack, args: string[], signal: AbortSignal): Promise<void> {
  console.log(`\n$ pulumi ${args.join(" ")}`);
  const show = (line: string) => {
    if (!passing.test(line)) console.log(`  ${line}`);
  };
  const { code } = await withPolicyPack(local, local.folder, args, (all) =>
    process.stdout.isTTY
      ? local.pulumi([...all, noOutputs], { onTerminal: true, signal })
      : local.pulumi([...all, noOutputs, "--suppress-progress"], { onLine: show, onErrorLine: show, signal }),
  );
  if (code !== 0) {
    const end = code === null || signal.aborted ? "was interrupted" : `exited with code ${code}`;
    throw new CommandError(`pulumi ${args[0] ?? ""} ${end}; see its output above.`);
  }
}

/** The demo itself prints all addresses. */
const noOutputs = "--suppress-outputs";

/** Lines that only say that work on a resource is in progress, or that nothing changed. */
const passing =
  /^ {1,6}[~+-]? +\S+:\S+:\S+ \S+ +((refreshing|refresh|running|creating|updating|deleting|reading|read)\b.*|warning: .*)?$|^@|^Loading policy packs/;
