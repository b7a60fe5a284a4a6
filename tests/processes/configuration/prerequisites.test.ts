import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../../commands/engine/run.ts";

const file = fileURLToPath(new URL("../../../configuration/prerequisites.mjs", import.meta.url));

/** Starts a command in a folder with these packages, on a Node that reports this version. */
async function started(command: string, packages: readonly string[], version = process.versions.node) {
  const folder = await mkdtemp(join(tmpdir(), "prerequisites-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "configuration"));
  await cp(file, join(folder, "configuration", "prerequisites.mjs"));
  await mkdir(join(folder, dirname(command)), { recursive: true });
  await writeFile(join(folder, command), "console.log('started');");
  for (const name of packages) {
    await mkdir(join(folder, "node_modules", name), { recursive: true });
    await writeFile(join(folder, "node_modules", name, "index.js"), "");
  }
  const imports = [reporting(version), "./configuration/prerequisites.mjs"];
  const args = [...imports.flatMap((one) => ["--import", one]), command];
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: folder });
  return { code, text: (stdout + stderr).trim() };
}

/** The policy pack as Pulumi loads it: its first file, with rules that only say that they are loaded. */
async function startedPack(version: string) {
  const folder = await mkdtemp(join(tmpdir(), "prerequisites-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of [
    "configuration/prerequisites.mjs",
    "policy/index.js",
    "policy/load.js",
    "policy/package.json",
  ])
    await cp(join(dirname(file), "..", name), join(folder, name), { recursive: true });
  await mkdir(join(folder, "node_modules", "zod"), { recursive: true });
  await writeFile(join(folder, "node_modules", "zod", "index.js"), "");
  await writeFile(join(folder, "policy", "pack.ts"), "console.log('started' satisfies string);");
  const args = ["--import", reporting(version), "policy/index.js"];
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: folder });
  return { code, text: (stdout + stderr).trim() };
}

const reporting = (version: string): string =>
  `data:text/javascript,${encodeURIComponent(
    `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} });`,
  )}`;

const whole = ["zod", "hono"];

test.each([
  ["commands/doctor.ts", whole, "24.0.0"],
  ["commands/doctor.ts", whole, "22.18.0"],
  ["commands/doctor.ts", whole, "23.6.0"],
  ["commands/doctor.ts", whole, "26.0.0-nightly"],
  ["commands/doctor.ts", ["zod"], "24.0.0"],
  ["commands/demo.ts", whole, "24.0.0"],
  ["dev/bench.ts", whole, "24.0.0"],
])("%s starts with %j on Node %s", async (command, packages, version) => {
  expect(await started(command, packages, version)).toEqual({ code: 0, text: "started" });
});

test.each([
  [
    "commands/doctor.ts",
    whole,
    "20.20.2",
    "this project needs Node 22.18 or later, and this is Node 20.20.2",
  ],
  [
    "commands/doctor.ts",
    whole,
    "22.17.9",
    "this project needs Node 22.18 or later, and this is Node 22.17.9",
  ],
  ["commands/doctor.ts", whole, "23.5.0", "this project needs Node 23.6 or later, and this is Node 23.5.0"],
  ["commands/doctor.ts", [], "24.0.0", "the packages are not installed. Fix: npm ci."],
  ["commands/demo.ts", ["zod"], "24.0.0", "the development packages are not installed"],
  ["commands/rehearse.ts", ["zod"], "24.0.0", "the development packages are not installed"],
  ["dev/sweep.ts", ["zod"], "24.0.0", "the development packages are not installed"],
])("%s does not start with %j on Node %s", async (command, packages, version, says) => {
  const { code, text } = await started(command, packages, version);
  expect(code).toBe(1);
  expect(text).toContain(`Failed to start: ${says}`);
  expect(text.split("\n")).toHaveLength(1);
});

test("a program that Pulumi starts exits with the code for an error that was already reported", async () => {
  const runner = "node_modules/@pulumi/pulumi/cmd/run/index.js";
  const { code, text } = await started(runner, whole, "20.20.2");
  expect(code).toBe(32);
  expect(text).toContain("needs Node 22.18 or later");
});

test("the policy pack loads, or reports in one line that Node is too old", async () => {
  expect(await startedPack(process.versions.node)).toEqual({ code: 0, text: "started" });
  const { code, text } = await startedPack("20.20.2");
  expect(code).toBe(1);
  expect(text).toMatch(/^Failed to start: this project needs Node 22\.18 or later, [^\n]*$/);
});
