import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pulumi } from "../engine/isolatedStack.ts";
import { isDamaged } from "./stackFailure.ts";

/**
 * Looks, after a run that failed, whether the state is still whole: Pulumi's backends on a disk cut it where
 * that is full, the backup too. Then the state of before the run is put back, or kept in a file where there
 * is no room for it.
 *
 * @param stackOptions which stack of which folder
 * @param exported the state of before the run, secrets in it encrypted; empty where it was not exported
 * @returns what the user has to know; `undefined` where the state is whole
 */
export async function putBackState(
  pulumi: Pulumi,
  stackOptions: readonly string[],
  exported: string,
): Promise<string | undefined> {
  const look = await pulumi.pulumi(["stack", "export", ...stackOptions]);
  if (look.code === 0 || !isDamaged(look.stderr)) return undefined;
  const again = "Then run it again: what this run had made in the tenant is found there.";
  if (exported === "")
    return "The state could not be written whole (is its disk full?). Make room, and run npm run pulumi again: it puts the backup back, if that is whole.";
  const { code } = await pulumi.pulumi(["stack", "import", ...stackOptions], { input: exported });
  const whole = await pulumi.pulumi(["stack", "export", ...stackOptions]);
  if (code === 0 && whole.code === 0)
    return `The state could not be written whole (is its disk full?). It is as it was before this run. Make room. ${again}`;
  const file = join(await mkdtemp(join(tmpdir(), "auth0-phone-mfa-state-")), "state.json");
  await writeFile(file, exported, { mode: 0o600 });
  return `The state could not be written whole (is its disk full?). As it was before this run it is in ${file}, secrets encrypted. Make room, and put it back: npm run pulumi -- stack import --file ${file}. ${again}`;
}
