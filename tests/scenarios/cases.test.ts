import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Case } from "./cases.ts";
import { others, representatives } from "./cases.ts";

const here = new URL("./", import.meta.url);

/** Each set of cases, by the name under which tests take it. */
const sets = await Promise.all(
  readdirSync(here)
    .filter((file) => !file.startsWith("cases."))
    .map(async (file) => Object.entries((await import(new URL(file, here).href)) as Record<string, unknown>)),
).then((all) => all.flat().filter((entry): entry is [string, Case[]] => Array.isArray(entry[1])));

const testsIn = (folder: string): string =>
  readdirSync(new URL(`../${folder}/`, here))
    .map((file) => readFileSync(new URL(`../${folder}/${file}`, here), "utf8"))
    .join("\n");

const [npmTest, all] = [testsIn("engine"), testsIn("exhaustive")];

test.each(sets)("%s: npm test runs the representatives, and test:all the other cases", (name, cases) => {
  expect(representatives(cases)).not.toEqual([]);
  expect(others(cases)).not.toEqual([]);
  expect(new Set(cases.map((one) => one.name)).size).toBe(cases.length);
  expect(npmTest).toContain(`representatives(${name})`);
  expect(all).toContain(`others(${name})`);
});
