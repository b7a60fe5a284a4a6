import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { summary } from "../../cli/sweep/report.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs `npm run sweep` as a process of its own; gives its exit code and its last line. */
async function sweep(...args: string[]): Promise<{ code: number | null; last: ReturnType<typeof summary> }> {
  const child = spawn(process.execPath, [join(root, "cli/sweep.ts"), "--json", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, "close");
  const line = stdout.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith('{"cases"')) throw new Error(`The sweep gave no summary:\n${stdout}\n${stderr}`);
  return { code: child.exitCode, last: JSON.parse(line) as ReturnType<typeof summary> };
}

/** A copy of the program in which the policy waits for nothing. */
async function programWithoutOrder(): Promise<string> {
  await mkdir(join(root, ".sandbox", "runs"), { recursive: true });
  const copy = await mkdtemp(join(root, ".sandbox", "runs", "program-"));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  for (const name of ["index.ts", "config.ts", "package.json", "Pulumi.yaml", "Pulumi.dev.yaml"])
    await cp(join(root, name), join(copy, name));
  for (const name of ["actions", "components", "settings", "tenant"])
    await cp(join(root, name), join(copy, name), { recursive: true });
  for (const name of ["node_modules", "sdks"]) await symlink(join(root, name), join(copy, name));
  const file = join(copy, "components", "PhoneMfa.ts");
  const source = await readFile(file, "utf8");
  const without = source.replace("{ parent: this, dependsOn });", "{ parent: this });");
  expect(without).not.toBe(source);
  await writeFile(file, without.replace(/ {6}const dependsOn = .*\n/, ""));
  return copy;
}

test("a sample of every kind is survived", async () => {
  const { code, last } = await sweep("--sample", "14");
  expect(last.failed).toEqual([]);
  expect(last.survived).toBe(last.cases);
  expect(last.cases + last.unreached).toBe(14);
  expect(last.unreached).toBeLessThan(4);
  expect(code).toBe(0);
});

test("control: without the policy's dependencies users are locked out, and the sweep says so", async () => {
  const { code, last } = await sweep(
    ...["--project", await programWithoutOrder(), "--only", "unified-twilio/first-up", "--sample", "2"],
  );
  expect(JSON.stringify(last.failed)).toContain("MFA is required, and the phone factor is off");
  expect(code).toBe(2);
});
