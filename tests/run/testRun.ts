import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A test run has one temporary folder, which is the TMPDIR of everything that it starts. So the folder holds
 * every temporary file of the run, and its path in a process's environment marks every process of the run.
 */
const prefix = "auth0-phone-mfa-tests-";

/** A process that carries a run's mark. */
export interface MarkedProcess {
  pid: number;
  command: string;
}

/** The process that owns a run. */
interface Owner {
  pid: number;
  /** When it started, so that another process with the same id is not mistaken for it. */
  started: string;
  /** Folders outside the run's own folder that are removed with it. */
  folders: string[];
}

/** Makes the folder of a run that this process owns. */
export function openRun(): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const owner: Owner = { pid: process.pid, started: startOf(process.pid), folders: [] };
  writeFileSync(join(folder, ownerFile), JSON.stringify(owner));
  return folder;
}

/** Removes a vitest folder with the run: vitest creates one for each project before our code runs. */
export function addProjectFolder(run: string, folder: string): void {
  const owner = ownerOf(run);
  writeFileSync(
    join(run, ownerFile),
    JSON.stringify({ ...owner, folders: [...(owner?.folders ?? []), folder] }),
  );
}

/** Removes a folder that a test must create elsewhere with its run, if the test itself can't remove it. */
export function addTestFolder(folder: string): void {
  const run = process.env[runVariable];
  if (run !== undefined) appendFileSync(join(run, foldersFile), `${folder}\n`);
}

const testFolders = (run: string): string[] =>
  read(join(run, foldersFile))
    .split("\n")
    .filter((folder) => folder !== "");

/**
 * Ends what is left of runs whose owner was killed: their processes, then their folders. Nothing without a
 * run's mark is touched.
 */
export function removeOrphans(): string[] {
  const orphans = readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => !isOwned(folder));
  for (const folder of orphans) endRun(folder);
  return orphans;
}

/** Ends a run's processes and removes its folder. */
export function endRun(folder: string): void {
  const others = [...(ownerOf(folder)?.folders ?? []), ...testFolders(folder)];
  // Repeats until none is left: a process that was being started appears in the next round.
  for (let count = 0; count < 100 && processesOf(folder).length > 0; count += 1)
    for (const { pid } of processesOf(folder)) kill(pid);
  for (const one of [...others, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 5 });
}

/** What a run has left in its folder, and in its tests' folders elsewhere. */
export function filesOf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !ownFiles.includes(name));
  return [...names, ...testFolders(folder).filter((one) => existsSync(one))];
}

/**
 * The processes of a run, other than this one. Linux alone lets a process read another one's environment;
 * elsewhere a run is found by its folder only.
 */
export function processesOf(folder: string): MarkedProcess[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({
      pid: Number(name),
      command: read(`/proc/${name}/cmdline`).replaceAll("\0", " ").trim(),
    }))
    .filter(({ pid }) => isMarked(pid, folder));
}

/** The folder where a run's processes write their records. */
export const countsFile = "counts.jsonl";
/** Stacks that tests of a run share. */
export const savedStacks = "saved-stacks";

/** Code that Node has compiled: the run's processes start again and again. */
export const compileCache = "compile-cache";

/** Where workers and all that they start find the run's folder. */
export const runVariable = "PHONE_MFA_TEST_RUN";

const ownerFile = "owner.json";
const foldersFile = "folders.txt";
const ownFiles = [ownerFile, foldersFile, countsFile, savedStacks, compileCache];

function isMarked(pid: number, folder: string): boolean {
  return read(`/proc/${pid}/environ`).includes(folder) || read(`/proc/${pid}/cmdline`).includes(folder);
}

function isOwned(folder: string): boolean {
  const owner = ownerOf(folder);
  if (owner === undefined) return false;
  try {
    process.kill(owner.pid, 0);
    return startOf(owner.pid) === owner.started;
  } catch (error) {
    // A process of another user exists all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function ownerOf(folder: string): Owner | undefined {
  const text = read(join(folder, ownerFile));
  return text === "" ? undefined : (JSON.parse(text) as Owner);
}

/** When a process started, in the kernel's ticks; empty if that is unknown. */
function startOf(pid: number): string {
  // The name, in parentheses, may hold spaces.
  return (
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ")[19] ?? ""
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
}
