import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { programRooms } from "../support/program/rooms.ts";
import { sweep } from "../support/sweep/sweep.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A copy of the program in which the policy waits for nothing. */
async function programWithoutOrder(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-program-"));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  for (const name of ["index.ts", "config.ts", "package.json", "Pulumi.yaml", "Pulumi.dev.yaml"])
    await cp(join(root, name), join(copy, name));
  for (const name of programRooms) await cp(join(root, name), join(copy, name), { recursive: true });
  for (const name of ["node_modules", "sdks"]) await symlink(join(root, name), join(copy, name));
  const file = join(copy, "components", "PhoneMfa.ts");
  const source = await readFile(file, "utf8");
  const without = source.replace("{ parent: this, dependsOn });", "{ parent: this });");
  expect(without).not.toBe(source);
  await writeFile(file, without.replace(/ {6}const dependsOn = .*\n/, ""));
  return copy;
}

test("control: without the policy's dependencies users are locked out, and the sweep says so", async () => {
  const { code, last } = await sweep(
    ...["--project", await programWithoutOrder(), "--only", "unified-twilio/first-up", "--sample", "2"],
  );
  expect(JSON.stringify(last.failed)).toContain("MFA is required, and the phone factor is off");
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
