import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagesOf } from "../engine/packagesOf.ts";
import { run } from "../engine/run.ts";
import { CommandError } from "../terminal/command.ts";

/**
 * Checks out the base of a pull request next to the project, calls `use` with its folder, and removes it. It
 * uses the project's packages, so they are not installed twice.
 * @throws CommandError if there is no such commit
 */
export async function withBase<Result>(
  folder: string,
  ref: string,
  use: (baseFolder: string) => Promise<Result>,
): Promise<Result> {
  const commit = await git(folder, ["rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`], ref);
  const prefix = await git(folder, ["rev-parse", "--show-prefix"], ref);
  const own = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-base-"));
  const tree = join(own, "tree");
  try {
    await git(folder, ["worktree", "add", "--detach", "--quiet", tree, commit], ref);
    await linkPackages(folder, tree, prefix);
    return await use(join(tree, prefix));
  } finally {
    await run("git", ["worktree", "remove", "--force", tree], { cwd: folder });
    await rm(own, { recursive: true, force: true });
  }
}

/**
 * Links the packages of each folder on the way to the project into the same folder of the base. Those that a
 * workspace hoists above the repository are linked above the base.
 */
async function linkPackages(folder: string, tree: string, prefix: string): Promise<void> {
  const depth = prefix.split("/").filter((name) => name !== "").length;
  const hoisted = packagesOf(join(folder, "../".repeat(depth + 1)));
  if (hoisted !== undefined) await symlink(hoisted, join(tree, "..", "node_modules"));
  for (let up = 0; up <= depth; up++) {
    const above = "../".repeat(up);
    const packages = join(folder, above, "node_modules");
    const place = join(tree, prefix, above);
    if (existsSync(packages) && existsSync(place) && !existsSync(join(place, "node_modules")))
      await symlink(packages, join(place, "node_modules"));
  }
}

async function git(folder: string, args: string[], ref: string): Promise<string> {
  const { code, stdout, stderr } = await run("git", args, { cwd: folder });
  if (code === 0) return stdout.trim();
  const [line = "git gave no reason"] = stderr.split("\n").filter((text) => text.trim() !== "");
  throw new CommandError(
    `Failed to compare with --base ${ref}: ${reasonIn(line)}. Fix: git fetch origin ${ref.replace(/^origin\//, "")}, in the project's repository.`,
  );
}

const reasonIn = (line: string): string =>
  /Needed a single revision/.test(line) ? "this clone has no such commit" : line.replace(/^fatal: /, "");
