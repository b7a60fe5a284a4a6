import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mkdir } from "node:fs/promises";
import { onTestFinished } from "vitest";
import { project } from "../../../commands/local/localStack.ts";
import { run } from "../../../commands/engine/run.ts";

/** Replaces a text in a file of the project. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/**
 * A repository with this project's files as its only commit, on branch main; what a pull request would change
 * is not committed.
 */
export async function projectCopy(base: readonly Edit[], change: readonly Edit[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-copy-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await copyProject(folder);
  await symlink(join(project, "node_modules"), join(folder, "node_modules"));
  await apply(folder, base);
  await commitAll(folder);
  await apply(folder, change);
  return folder;
}

/** Copies the project's files, without its tests, to a folder. */
export async function copyProject(folder: string): Promise<void> {
  const { stdout } = await git(project, "ls-files", "-z");
  for (const file of stdout.split("\0").filter((name) => name.trim() !== "" && !name.startsWith("tests/"))) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await cp(join(project, file), join(folder, file));
  }
}

/** Makes a folder a repository with all of its files as the only commit, on branch main. */
export async function commitAll(folder: string): Promise<void> {
  await git(folder, "init", "--quiet", "--initial-branch", "main");
  await git(folder, "add", "--all");
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  await git(folder, ...who, "commit", "--quiet", "--message", "The base");
}

async function apply(folder: string, edits: readonly Edit[]): Promise<void> {
  for (const { file, from, to } of edits) {
    const text = await readFile(join(folder, file), "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
    await writeFile(join(folder, file), text.replace(from, to));
  }
}

async function git(folder: string, ...args: string[]) {
  const result = await run("git", args, { cwd: folder });
  if (result.code !== 0) throw new Error(`git ${args.join(" ")}: ${result.stderr}`);
  return result;
}
