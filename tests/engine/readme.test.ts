import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "vitest";
import { root } from "../../dev/root.ts";
import { play } from "../support/docs/play.ts";
import { Reader } from "../support/docs/Reader.ts";

test("README: every command works with an empty HOME, and prints what the page shows", async () => {
  const reader = await Reader.arrive();
  await play(await readFile(join(root, "README.md"), "utf8"), reader, {
    skipped: {
      "npm ci && npm test": "it runs this test",
      "npm test": "tests/run compares its last lines",
    },
  });
});
