import { copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectName } from "../settings/source.ts";
import { stateFolder } from "./stateFolder.ts";

/**
 * Puts a state that was cut as it was written back to its backup, which Pulumi keeps beside it: an engine that is killed can leave half a file, and
 * then refuses to read it. The backup is one step older; the refresh of the next `up` finds the rest in the tenant. A stack with a lock is left alone: somebody may be writing.
 *
 * @returns the stacks that were put back; only those on this machine's disk are looked at
 */
export async function mendCutStates(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const folder = await stateFolder(environment);
  if (folder === undefined) return [];
  const states = join(folder, ".pulumi", "stacks", projectName);
  const names = (await namesIn(states)).filter((name) => /^[\w.-]+\.json$/.test(name));
  const mended: string[] = [];
  for (const name of names) {
    const stack = name.slice(0, -".json".length);
    const file = join(states, name);
    const locks = join(folder, ".pulumi", "locks", "organization", projectName, stack);
    if ((await isWhole(file)) || (await namesIn(locks)).length > 0) continue;
    if (!(await isWhole(`${file}.bak`))) continue;
    await copyFile(`${file}.bak`, file);
    mended.push(stack);
  }
  return mended;
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function isWhole(file: string): Promise<boolean> {
  try {
    JSON.parse(await readFile(file, "utf8"));
    return true;
  } catch {
    return false;
  }
}
