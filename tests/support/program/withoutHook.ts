import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import type { HookName } from "../../../components/hooks/index.ts";
import { programRooms } from "./rooms.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A copy of the program one of whose hooks does nothing. */
export async function programWithout(hook: HookName): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-program-"));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  const files = [
    "index.ts",
    "config.ts",
    "package.json",
    "Pulumi.yaml",
    "Pulumi.dev.yaml",
    "Pulumi.prod.yaml",
  ];
  for (const name of files) await cp(join(root, name), join(copy, name));
  for (const name of programRooms) await cp(join(root, name), join(copy, name), { recursive: true });
  for (const name of ["node_modules", "sdks"]) await symlink(join(root, name), join(copy, name));
  const file = join(copy, "components", "hooks", "runHook.ts");
  const source = await readFile(file, "utf8");
  const without = source.replace("  try {\n", `  if (name === ${JSON.stringify(hook)}) return;\n  try {\n`);
  expect(without).not.toBe(source);
  await writeFile(file, without);
  return copy;
}
