import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { signOf, verdictWords } from "../../review/markdown/words.ts";
import { legacyPlivo, legacyTwilio } from "./cases/legacy.ts";
import { prod } from "./cases/prod.ts";
import { unifiedPlivo } from "./cases/unifiedPlivo.ts";
import { unifiedTwilio } from "./cases/unifiedTwilio.ts";

const folder = fileURLToPath(new URL("golden/", import.meta.url));
const worlds = [unifiedTwilio, unifiedPlivo, legacyTwilio, legacyPlivo, prod];
const cases = worlds.flatMap(({ stack, first, cases: all }) =>
  [first, ...all].map((one) => ({ stack, ...one })),
);

/** Lines of a screen, with GitHub's type size. */
const screen = 40;

describe("the golden reviews", () => {
  test("there is one of each case, and none without", () => {
    expect(readdirSync(folder).sort()).toEqual(cases.map(({ name }) => `${name}.md`).sort());
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  test.each(cases.map((one) => [one.name, one] as const))(
    "%s says its verdict, on one screen",
    (name, one) => {
      const text = readFileSync(`${folder}${name}.md`, "utf8");
      const [shown = ""] = text.split("<details>");
      expect(text).toContain(`\n### ${signOf(one.verdict)} ${one.stack}: ${verdictWords(one.verdict)}\n`);
      expect(shown.split("\n").length).toBeLessThanOrEqual(screen);
      expect(text).not.toMatch(/localhost:(?!3000)\d+|\b\d{4}-\d\d-\d\d\b|\/work\//);
    },
  );

  test("README.md shows one of them", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const shown = readFileSync(`${folder}plivo-code-and-policy.md`, "utf8")
      .replace(/^<!--.*-->\n/, "")
      .trim();
    expect(readme).toContain(`\`\`\`\`text\n${shown}\n\`\`\`\`\n`);
  });
});
