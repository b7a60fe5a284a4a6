import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pulumi } from "../engine/isolatedStack.ts";
import { isDamaged } from "./stackFailure.ts";

/**
 * Checks after a failed run whether the state is still complete: on a full disk, Pulumi's local backends
 * truncate it and its backup. The earlier state is then restored, or kept in another file if there is no room
 * for it.
 * @param stackOptions the options that select the stack and the folder
 * @param exported the state before the run, with encrypted secrets; empty if it was not exported
 * @returns what the user has to know; `undefined` if the state is complete
 */
export async function putBackState(
  pulumi: Pulumi,
  stackOptions: readonly string[],
  exported: string,
): Promise<string | undefined> {
  const look = await pulumi.pulumi(["stack", "export", ...stackOptions]);
  if (look.code === 0 || !isDamaged(look.stderr)) return undefined;
  const again = "Then run the command again: it finds what this run created in the tenant.";
  if (exported === "")
    return "Failed to write the complete state: the disk may be full. Fix: free some space and run npm run pulumi again; it restores the backup if that is complete.";
  const { code } = await pulumi.pulumi(["stack", "import", ...stackOptions], { input: exported });
  const whole = await pulumi.pulumi(["stack", "export", ...stackOptions]);
  if (code === 0 && whole.code === 0)
    return `Failed to write the complete state: the disk may be full. The state is as it was before this run. Fix: free some space. ${again}`;
  const file = join(await mkdtemp(join(tmpdir(), "auth0-phone-mfa-state-")), "state.json");
  await writeFile(file, exported, { mode: 0o600 });
  return `Failed to write the complete state: the disk may be full. The state from before this run is in ${file}, with its secrets encrypted. Fix: free some space, then npm run pulumi -- stack import --file ${file}. ${again}`;
}
