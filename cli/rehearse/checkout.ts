import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../sandbox/engine/run.ts";
import { CommandError } from "../command.ts";

/**
 * Puts the files of a commit into a folder, with the dependencies of this checkout beside them: neither branch nor index is touched.
 *
 * @throws CommandError where the repository has no such commit
 */
export async function checkOut(project: string, ref: string, folder: string): Promise<void> {
  const archive = join(folder, "..", "base.tar");
  await mkdir(folder, { recursive: true });
  const packed = await run("git", ["archive", "--format=tar", "--output", archive, "--end-of-options", ref], {
    cwd: project,
  });
  if (packed.code !== 0) {
    throw new CommandError(
      `Failed to read the files of ${ref}: ${packed.stderr.trim() || "git could not be run"}. Name a commit, branch or tag with --base; in CI, fetch it first.`,
    );
  }
  const unpacked = await run("tar", ["-xf", archive, "-C", folder]);
  if (unpacked.code !== 0) throw new CommandError(`Failed to unpack ${ref}: ${unpacked.stderr.trim()}.`);
  for (const path of ["node_modules", "sdks/twilio/node_modules", "sdks/twilio/bin"]) {
    if (existsSync(join(project, path)) && !existsSync(join(folder, path)))
      await symlink(join(project, path), join(folder, path)).catch(() => undefined);
  }
}
