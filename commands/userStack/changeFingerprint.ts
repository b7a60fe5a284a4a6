import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hashOf } from "../../components/fingerprint.ts";
import { findProject } from "../engine/project.ts";
import { run } from "../engine/run.ts";
import { readStackFile } from "../engine/stackFile.ts";

/** What decides what a stack's `up` does to a tenant: the sources of the program and of Actions, and its packages. */
const sources = ["*.ts", "*.cjs", "package-lock.json", ":!.sandbox"];

/**
 * Identifies a change of a stack by its files: the stack's configuration, the project's, and the program. A
 * rehearsal and a review with the same fingerprint are of the same change. It says nothing about the files: no
 * secret can be derived from it, because the stack file holds secrets only in encrypted form.
 */
export async function changeFingerprint(folder: string, stack: string): Promise<string> {
  const project = await findProject(folder);
  const configuration = (await readStackFile(project.stackFile(stack), project.name)) ?? {};
  const listed = await run(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...sources],
    { cwd: project.folder },
  );
  const names = listed.stdout.split("\0").filter((name) => name !== "");
  const program = await Promise.all(
    [...new Set(names)].sort().map(async (name) => [name, await textOf(join(project.folder, name))]),
  );
  const values = Object.entries(configuration).sort(byKey);
  return hashOf(JSON.stringify([values, await textOf(project.file), program]));
}

/** Empty for a file that was deleted and is still tracked. */
const textOf = (file: string): Promise<string> => readFile(file, "utf8").catch(() => "");

const byKey = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);
