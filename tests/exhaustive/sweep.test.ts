import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { programRooms } from "../support/program/rooms.ts";
import type { HookName } from "../../components/hooks/index.ts";
import { sweep } from "../support/sweep/sweep.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A copy of the program without one of its hooks: it does nothing. */
async function programWithout(hook: HookName): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-program-"));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  for (const name of ["index.ts", "config.ts", "package.json", "Pulumi.yaml", "Pulumi.dev.yaml"])
    await cp(join(root, name), join(copy, name));
  for (const name of programRooms) await cp(join(root, name), join(copy, name), { recursive: true });
  for (const name of ["node_modules", "sdks"]) await symlink(join(root, name), join(copy, name));
  const file = join(copy, "components", "hooks", "runHook.ts");
  const source = await readFile(file, "utf8");
  const without = source.replace("  try {\n", `  if (name === ${JSON.stringify(hook)}) return;\n  try {\n`);
  expect(without).not.toBe(source);
  await writeFile(file, without);
  return copy;
}

test.each<[HookName, string, string]>([
  ["mfa", "unified-twilio/first-up", "MFA is required, and the phone factor is off"],
])("control: without the hook %s, %s is not survived, and the sweep says so", async (hook, group, says) => {
  const { code, last } = await sweep(
    ...["--project", await programWithout(hook), "--only", group, "--sample", "2"],
  );
  expect(JSON.stringify(last.failed)).toContain(says);
  expect(code).toBe(2);
});

test("a sample of every kind is survived", async () => {
  const { code, last } = await sweep("--sample", "14");
  expect(last.failed).toEqual([]);
  expect(last.survived).toBe(last.cases);
  expect(last.cases + last.unreached).toBe(14);
  expect(last.unreached).toBeLessThan(4);
  expect(code).toBe(0);
});
