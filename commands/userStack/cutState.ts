import { copyFile, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { stateFolder } from "./stateFolder.ts";

/**
 * Repairs what an engine that was killed can leave of a state on this machine's disk, which Pulumi then
 * refuses to read: half a file, whose backup of one step before lies beside it; or an empty note of the
 * file's attributes, without which it is whole. The hooks of the next `up` find the rest in the tenant.
 *
 * @param project whose stacks they are
 * @param evenLocked also where a stack is locked: somebody may be writing it, unless whoever calls knows that
 * nobody is
 * @returns the stacks that were repaired
 */
export async function repairCutStates(
  environment: NodeJS.ProcessEnv,
  project: string,
  evenLocked = false,
): Promise<string[]> {
  const folder = await stateFolder(environment);
  if (folder === undefined) return [];
  const states = join(folder, ".pulumi", "stacks", project);
  const names = (await namesIn(states)).filter((name) => /^[\w.-]+\.json$/.test(name));
  const repaired: string[] = [];
  for (const name of names) {
    const stack = name.slice(0, -".json".length);
    const locks = join(folder, ".pulumi", "locks", "organization", project, stack);
    if (!evenLocked && (await namesIn(locks)).length > 0) continue;
    const file = join(states, name);
    const done = [await dropEmptyAttributes(file), await putBackupBack(file)];
    if (done.includes(true)) repaired.push(stack);
  }
  return repaired;
}

async function putBackupBack(file: string): Promise<boolean> {
  if ((await isWhole(file)) || !(await isWhole(`${file}.bak`))) return false;
  await copyFile(`${file}.bak`, file);
  // The attributes hold a checksum of what was being written.
  await rm(`${file}.attrs`, { force: true });
  return true;
}

/** "failed to load checkpoint: EOF" */
async function dropEmptyAttributes(file: string): Promise<boolean> {
  const empty = [`${file}.attrs`, `${file}.bak.attrs`];
  const sizes = await Promise.all(
    empty.map((one) =>
      stat(one).then(
        ({ size }) => size,
        () => undefined,
      ),
    ),
  );
  const cut = empty.filter((_, index) => sizes[index] === 0);
  for (const one of cut) await rm(one, { force: true });
  return cut.length > 0;
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
