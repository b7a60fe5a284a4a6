import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "../commands/engine/run.ts";
import { root } from "./root.ts";

/** Copies the project's files, without its tests, to a folder. */
export async function copyProject(folder: string): Promise<void> {
  const { stdout } = await git(root, "ls-files", "-z");
  for (const file of stdout.split("\0").filter((name) => name.trim() !== "" && !name.startsWith("tests/"))) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await cp(join(root, file), join(folder, file));
  }
}

/** Makes a folder a repository with all of its files as the only commit, on branch main. */
export async function commitAll(folder: string): Promise<void> {
  await git(folder, "init", "--quiet", "--initial-branch", "main");
  await git(folder, "add", "--all");
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  await git(folder, ...who, "commit", "--quiet", "--message", "The base");
}

async function git(folder: string, ...args: string[]) {
  const result = await run("git", args, { cwd: folder });
  if (result.code !== 0) throw new Error(`git ${args.join(" ")}: ${result.stderr}`);
  return result;
}
