import { copyFile, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { stateFolder } from "./stateFolder.ts";

/**
 * Repairs the state that a killed engine can leave on this machine's disk and that Pulumi then fails to
 * read. It is either a half-written file, next to a backup that is one step older, or an empty attributes
 * file, without which the state is valid. The hooks of the next `up` find the rest on the tenant.
 * @param project the project whose stacks are repaired
 * @param evenLocked also repairs locked stacks: somebody may be writing them, unless the caller knows
 * otherwise
 * @returns the repaired stacks
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
  // The attributes file holds a checksum of the state that was being written.
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
