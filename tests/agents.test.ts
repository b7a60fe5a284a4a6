import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const text = readFileSync(`${root}AGENTS.md`, "utf8");

/** The folders of the tree, each below those that are indented less. */
function foldersOf(tree: string): string[] {
  const above: { indent: number; path: string }[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, spaces = "", names] = /^( *)((?:[\w.-]+\/ ?)+) /.exec(line) ?? [];
    if (names === undefined) return [];
    while ((above.at(-1)?.indent ?? -1) >= spaces.length) above.pop();
    const base = above.at(-1)?.path ?? "";
    const paths = names
      .trim()
      .split(" ")
      .map((name) => `${base}${name}`);
    above.push({ indent: spaces.length, path: paths[0] ?? "" });
    return paths;
  });
}

test("every folder of the layout exists", () => {
  const folders = foldersOf(text.split("```")[1] ?? "");
  expect(folders.length).toBeGreaterThan(40);
  expect(folders.filter((folder) => !existsSync(`${root}${folder}`))).toEqual([]);
});

test("every file that leads to others exists", () => {
  const named = [...text.matchAll(/`([\w./-]+\/[\w./-]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => !/NAME|FOLDER/.test(path));
  expect(named.length).toBeGreaterThan(30);
  const places = ["", "sandbox/auth0/"];
  expect(named.filter((path) => !places.some((place) => existsSync(`${root}${place}${path}`)))).toEqual([]);
});
