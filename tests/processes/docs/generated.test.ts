import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { withGeneratedBlocks } from "../../../dev/docs/generated.ts";
import { pages } from "../../../dev/docs/pages.ts";
import { root } from "../../../dev/root.ts";

const named = pages.map((path) => ({ name: path.slice(root.length), path }));

test.each(named)("$name: its generated parts are up to date (npm run docs:generate)", async ({ path }) => {
  const text = await readFile(path, "utf8");
  expect(await withGeneratedBlocks(text)).toBe(text);
});
