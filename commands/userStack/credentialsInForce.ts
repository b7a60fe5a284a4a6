import { commandOf, isDestroy, stackOptions } from "../engine/pulumiArgs.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import { recordedResources } from "./recordedState.ts";

/**
 * Brings the configuration's credentials into the state before a command that takes those of the state,
 * whatever the program says: an import, and the refresh that comes before a destroy. The state has the ones
 * of the last `up`, which may have been rotated since. No call reaches the tenant.
 */
export async function bringCredentials({ pulumi }: Pulumi, args: readonly string[]): Promise<void> {
  if (!takesThoseOfTheState(args)) return;
  const { code, stdout } = await pulumi(["stack", "export", ...stackOptions(args)]);
  // Where there is no stack, the command itself says so.
  if (code !== 0) return;
  const targets = recordedResources(stdout)
    .filter(({ urn }) => /::pulumi:providers:(?!pulumi:)/.test(urn))
    .flatMap(({ urn }) => ["--target", urn]);
  // If it fails, for what is wrong with the configuration, the command goes on with the ones of the state.
  if (targets.length > 0)
    await pulumi(["refresh", "--yes", "--skip-preview", ...targets, ...stackOptions(args)]);
}

function takesThoseOfTheState(args: readonly string[]): boolean {
  const command = commandOf(args);
  const refreshes = args.some((arg) => /^(--refresh|-r)(=true)?$/.test(arg));
  return command === "import" || (isDestroy(command) && refreshes);
}
