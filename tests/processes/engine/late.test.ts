import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../../commands/engine/run.ts";

const preload = new URL("../../../commands/engine/late/preload.cjs", import.meta.url).href;
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs a module with what local stacks' processes load first. */
async function runWith(source: string): Promise<string> {
  const args = [`--import=${preload}`, "--input-type=module", "--eval", source];
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: root });
  expect(code, stderr).toBe(0);
  return stdout.trim();
}

test("Pulumi's SDK starts without the compiler, which it needs for closures only", async () => {
  const loaded = await runWith(`
    import { createRequire } from "node:module";
    await import("@pulumi/pulumi");
    const files = Object.keys(createRequire(import.meta.url).cache);
    console.log(files.filter((file) => /node_modules.(typescript|@npmcli)./.test(file)).length, files.length > 100);`);
  expect(loaded).toBe("0 true");
});

test("a closure is still serialized", async () => {
  const text = await runWith(`
    import * as pulumi from "@pulumi/pulumi";
    const { text } = await pulumi.runtime.serializeFunction(() => "a closure's own words");
    console.log(text);`);
  expect(text).toContain("a closure's own words");
});

test("a closure that can't be serialized is reported with its place, although debugging starts late", async () => {
  const text = await runWith(`
    import { createRequire } from "node:module";
    import * as pulumi from "@pulumi/pulumi";
    const runner = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run"));
    await runner("../../runtime/closure/v8Hooks").isInitializedAsync();
    const isDebugged = () => Object.keys(runner.cache).some((file) => file.endsWith("v8Hooks.js"));
    const before = isDebugged();
    const { get } = Object.getOwnPropertyDescriptor(Map.prototype, "size");
    const { message } = await pulumi.runtime.serializeFunction(() => get()).catch((error) => error);
    console.log(before, isDebugged(), message.split("\\n")[0]);`);
  expect(text).toMatch(/^false true Error serializing '\(\) => get\(\)': \[eval1\]\(9,\d+\)$/);
});

/** Runs a policy pack of one file with the SDK's own runner, until it prints its result. */
async function runPack(file: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-pack-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ main: file }));
  await writeFile(join(folder, file), source);
  const runner = join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js");
  const args = [`--import=${preload}`, runner, "127.0.0.1:1", folder];
  const env = { ...process.env, TS_NODE_CACHE: "false" };
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: folder, env });
  expect(code, stderr).toBe(0);
  return stdout.trim();
}

const compiler = "Object.keys(require.cache).some((file) => file.endsWith('typescript.js'))";

test("a policy pack in JavaScript runs without the compiler", async () => {
  expect(await runPack("index.js", `console.log(${compiler}); process.exit(0);`)).toBe("false");
});

test("a policy pack in TypeScript that only the compiler can read is still compiled", async () => {
  const source = `declare const require: any, process: any, console: any;
enum Level { mandatory = "it stops an up" }
console.log(Level.mandatory, ${compiler.replaceAll("(file)", "(file: string)")});
process.exit(0);`;
  expect(await runPack("index.ts", source)).toBe("it stops an up true");
});
