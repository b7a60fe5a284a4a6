import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
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

test("a closure is serialized all the same", async () => {
  const text = await runWith(`
    import * as pulumi from "@pulumi/pulumi";
    const { text } = await pulumi.runtime.serializeFunction(() => "a closure's own words");
    console.log(text);`);
  expect(text).toContain("a closure's own words");
});
