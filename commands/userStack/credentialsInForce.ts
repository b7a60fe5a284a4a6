import { resolve } from "node:path";
import { findProject } from "../engine/project.ts";
import { commandOf, isDestroy, refreshOption, stackOptions, whereabouts } from "../engine/pulumiArgs.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import { recordedResources } from "./recordedState.ts";

/**
 * Writes the configuration's credentials into the state before a command that uses those in the state,
 * regardless of the program: an import, and the refresh before a destroy. The state has the credentials of
 * the last `up`, which may have been rotated since. No call reaches the tenant.
 * @param folder where the command runs
 */
export async function bringCredentials(
  { pulumi }: Pulumi,
  args: readonly string[],
  folder: string,
): Promise<void> {
  if (!(await takesThoseOfTheState(args, folder))) return;
  const { code, stdout } = await pulumi(["stack", "export", ...stackOptions(args)]);
  // If there is no stack, the command itself says so.
  if (code !== 0) return;
  const targets = recordedResources(stdout)
    .filter(({ urn }) => /::pulumi:providers:(?!pulumi:)/.test(urn))
    .flatMap(({ urn }) => ["--target", urn]);
  // If this fails because the configuration is wrong, the command goes on with the credentials in the state.
  if (targets.length > 0)
    await pulumi(["refresh", "--yes", "--skip-preview", ...targets, ...stackOptions(args)]);
}

async function takesThoseOfTheState(args: readonly string[], folder: string): Promise<boolean> {
  const command = commandOf(args);
  if (!isDestroy(command)) return command === "import";
  const project = await findProject(resolve(folder, whereabouts(args).cwd ?? ".")).catch(() => undefined);
  return refreshOption(args) ?? project?.refreshes ?? false;
}
