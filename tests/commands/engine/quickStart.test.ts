import { expect, test } from "vitest";
import { quickStart } from "../../../commands/engine/quickStart.ts";
import { run } from "../../../commands/engine/run.ts";

test("the user's own Node settings are kept, and placed first", () => {
  const { NODE_OPTIONS: options, NODE_COMPILE_CACHE: cache } = quickStart({
    NODE_OPTIONS: "--max-old-space-size=512",
    NODE_COMPILE_CACHE: "/own/cache",
  });
  expect(options).toMatch(/^--max-old-space-size=512 --import=file:\/\/.*\/preload\.cjs$/);
  expect(cache).toBe("/own/cache");
});

test("a process in any folder starts with the settings", async () => {
  const { code, stderr } = await run(process.execPath, ["--eval", ""], {
    cwd: "/",
    env: { ...quickStart({}) },
  });
  expect(stderr).toBe("");
  expect(code).toBe(0);
});
