import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { project } from "../../../commands/local/localStack.ts";
import { commitAll, copyProject } from "../../../dev/projectCopy.ts";

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

async function apply(folder: string, edits: readonly Edit[]): Promise<void> {
  for (const { file, from, to } of edits) {
    const text = await readFile(join(folder, file), "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
    await writeFile(join(folder, file), text.replace(from, to));
  }
}
