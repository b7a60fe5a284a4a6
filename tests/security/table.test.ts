import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const page = new URL("../../docs/security.md", import.meta.url);
const last = { A: 30, B: 8, C: 32, D: 13, E: 17, F: 6 };
const ids = Object.entries(last).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
);

/** The table's rows: an id, the attack, what happens, and where that is proved. */
const rows = readFileSync(page, "utf8")
  .split("\n")
  .filter((line) => /^\|\s*[A-F]\d+\s*\|/.test(line))
  .map((line) => {
    const [, id = "", attack = "", what = "", proof = ""] = line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return { id, attack, what, proof };
  });

describe("the table of attacks", () => {
  test("has each of them once, in order, with its result", () => {
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows.filter(({ attack, what }) => attack === "" || what === "")).toEqual([]);
  });

  test.each(rows)("$id: links an existing test of it, or says why there is none", ({ id, what, proof }) => {
    const [, path] = /\]\(([^)]+)\)/.exec(proof) ?? [];
    if (path === undefined) {
      expect([proof, what]).toEqual(["–", expect.stringMatching(/^Not covered: /)]);
      return;
    }
    const file = new URL(path, page);
    expect([path, existsSync(file)]).toEqual([path, true]);
    const text = readFileSync(file, "utf8");
    const [, quoted] = /: "(.+)"$/.exec(proof) ?? [];
    // A file of this folder says the id in a test's name; of another one the test is quoted.
    if (quoted === undefined) expect(text).toMatch(new RegExp(`["\`][^"\`]*\\b${id}\\b[^"\`]*: `));
    else expect(text).toContain(quoted);
  });
});
