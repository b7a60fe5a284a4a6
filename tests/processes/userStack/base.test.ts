import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packagesOf } from "../../../commands/engine/packagesOf.ts";
import { withBase } from "../../../commands/userStack/base.ts";

/** A repository in `top/repository` with a project in `infra`, whose packages are in a folder of `top`. */
async function newRepository(packages: string): Promise<{ top: string; project: string }> {
  const top = await realpath(await mkdtemp(join(tmpdir(), "auth0-phone-mfa-repository-")));
  onTestFinished(() => rm(top, { recursive: true }));
  const repository = join(top, "repository");
  const project = join(repository, "infra");
  await mkdir(project, { recursive: true });
  await mkdir(join(top, packages, "node_modules", "@pulumi", "pulumi"), { recursive: true });
  await writeFile(join(project, "Pulumi.yaml"), "name: acme\n");
  await writeFile(join(repository, ".gitignore"), "node_modules\n");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: repository,
    });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("commit", "--quiet", "--message", "base");
  await writeFile(join(project, "Pulumi.yaml"), "name: changed\n");
  return { top, project };
}

test.each([
  ["its own folder", "repository/infra"],
  ["the repository's folder", "repository"],
  ["a folder above the repository", "."],
])("the base has its committed files and the project's packages, from %s", async (_, packages) => {
  const { top, project } = await newRepository(packages);
  const seen = await withBase(project, "main", async (folder) => {
    const found = packagesOf(folder);
    expect(found && (await realpath(found))).toBe(join(top, packages, "node_modules"));
    expect(await readFile(join(folder, "Pulumi.yaml"), "utf8")).toBe("name: acme\n");
    return folder;
  });
  expect(existsSync(seen)).toBe(false);
  expect(existsSync(join(top, packages, "node_modules", "@pulumi"))).toBe(true);
});

test("a base that does not exist is named, with a fix", async () => {
  const { project } = await newRepository("repository");
  await expect(withBase(project, "origin/none", () => Promise.resolve())).rejects.toThrow(
    /^Failed to compare with --base origin\/none: this clone has no such commit\. Fix: git fetch origin none, in the project's repository\.$/,
  );
});
