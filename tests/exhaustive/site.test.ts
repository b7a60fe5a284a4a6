import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../commands/engine/run.ts";
import { copyProject } from "../../dev/projectCopy.ts";

async function newCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-site-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await copyProject(folder);
  return folder;
}

test("npm run docs builds the site, with search and a template's braces unchanged", async () => {
  const folder = await newCopy();
  const { code, stdout, stderr } = await run("npm", ["run", "docs"], { cwd: folder });
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  const dist = join(folder, "docs", ".vitepress", "dist");
  expect(await readFile(join(dist, "index.html"), "utf8")).toContain("Getting started");
  expect(await readFile(join(dist, "recipes.html"), "utf8")).toContain("{{friendly_name}}");
  expect(stdout).not.toMatch(/warn/i);
});
