import { expect, test } from "vitest";
import { quickStart } from "../../../commands/engine/quickStart.ts";
import { run } from "../../../commands/engine/run.ts";

test("the user's own Node options are kept, and placed first", () => {
  const { NODE_OPTIONS: options } = quickStart({ NODE_OPTIONS: "--max-old-space-size=512" });
  expect(options).toMatch(/^--max-old-space-size=512 --import=file:\/\/.*\/preload\.cjs$/);
});

test("a process in any folder starts with the settings", async () => {
  const { code, stderr } = await run(process.execPath, ["--eval", ""], {
    cwd: "/",
    env: { ...quickStart({}) },
  });
  expect(stderr).toBe("");
  expect(code).toBe(0);
});
