import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findProject, shortName } from "../../../commands/engine/project.ts";

/** A folder with these files. */
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "project-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "infra", "auth0"), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe("a project is found where pulumi finds it", () => {
  test.each([
    ["Pulumi.yaml", "name: acme", "Pulumi.dev.yaml"],
    ["Pulumi.yml", "name: acme", "Pulumi.dev.yml"],
    ["Pulumi.json", '{"name":"acme"}', "Pulumi.dev.json"],
    ["Pulumi.yaml", "name: acme\nstackConfigDir: stacks", "stacks/Pulumi.dev.yaml"],
    // Its name before Pulumi 3.
    ["Pulumi.yaml", "name: acme\nconfig: stacks", "stacks/Pulumi.dev.yaml"],
    ["Pulumi.yaml", "name: acme\nconfig:\n  appName: { type: string }", "Pulumi.dev.yaml"],
  ])("%s: %j", async (file, text, stackFile) => {
    const folder = await folderOf({ [file]: text });
    const found = await findProject(folder);
    expect(found).toMatchObject({ name: "acme", folder, file: join(folder, file) });
    expect(found.stackFile("dev")).toBe(join(folder, stackFile));
  });

  test("in the nearest folder above", async () => {
    const folder = await folderOf({ "Pulumi.yaml": "name: above", "infra/Pulumi.yaml": "name: nearest" });
    expect((await findProject(join(folder, "infra", "auth0"))).name).toBe("nearest");
  });

  test.each(["dev", "acme-corp/dev", "organization/acme/dev"])("the file of stack %s", async (stack) => {
    const folder = await folderOf({ "Pulumi.yaml": "name: acme" });
    expect((await findProject(folder)).stackFile(stack)).toBe(join(folder, "Pulumi.dev.yaml"));
    expect(shortName(stack)).toBe("dev");
  });
});

describe("a project that can't be read", () => {
  test.each([
    [{}, /there is no Pulumi\.yaml in .* or above it.*--cwd/],
    [{ "Pulumi.yaml": "runtime: nodejs" }, /has no name\. Fix: add one/],
    [{ "Pulumi.yaml": "name: [unclosed" }, /has no name\. Fix: add one/],
    [{ "Pulumi.yaml": "name: auth0" }, /named "auth0", and auth0: is the namespace .* such as acme-auth0/],
    [{ "Pulumi.yaml": "name: twilio" }, /named "twilio"/],
    [{ "Pulumi.yaml": "name: plivo" }, /named "plivo"/],
  ])("%j", async (files, says) => {
    await expect(findProject(await folderOf(files))).rejects.toThrow(says);
  });
});
