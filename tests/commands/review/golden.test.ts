import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { signOf, verdictWords } from "../../../commands/review/markdown/words.ts";
import { markdownOf } from "../../../commands/review/markdown/markdownOf.ts";
import { reviewOf } from "../../../commands/review/reviewOf.ts";
import { endedOf, previewsFolder, readPreview } from "../../support/review/previews.ts";
import { variants } from "./cases/variants.ts";

const folder = fileURLToPath(new URL("golden/", import.meta.url));
const cases = variants.flatMap(({ stack, first, cases: all }) =>
  [first, ...all].map((one) => ({ stack, ...one })),
);

/** Lines of a screen, with GitHub's type size. */
const screen = 40;

describe("the golden reviews", () => {
  test("each case has a preview and a report, and there are no others", () => {
    const files = (ending: string) => cases.map(({ name }) => `${name}.${ending}`).sort();
    expect(readdirSync(folder).sort()).toEqual(files("md"));
    expect(readdirSync(previewsFolder).sort()).toEqual(files("json"));
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  test.each(cases.filter(({ edit }) => edit))("$name: the text to edit exists", ({ edit }) => {
    const { file = "", from = "", to = "" } = edit ?? {};
    const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
    expect(text.replace(from, () => to)).not.toBe(text);
  });

  // `npm run test:record` recreates the previews with the engine, and these reports from them.
  test.each(cases)("$name: the report for the engine's preview", ({ name, stack, verdict }) => {
    const review = reviewOf({ stack, ...endedOf(readPreview(name)) });
    expect(review.verdict).toBe(verdict);
    const report = markdownOf([review]);
    if (process.env["RECORD"] === "1") writeFileSync(`${folder}${name}.md`, report);
    expect(report).toBe(readFileSync(`${folder}${name}.md`, "utf8"));
  });

  test.each(cases)("$name: the verdict is on top, and fits on one screen", ({ name, stack, verdict }) => {
    const text = readFileSync(`${folder}${name}.md`, "utf8");
    const [shown = ""] = text.split("<details>");
    expect(text).toContain(`\n### ${signOf(verdict)} ${stack}: ${verdictWords(verdict)}\n`);
    expect(shown.split("\n").length).toBeLessThanOrEqual(screen);
    expect(text).not.toMatch(/localhost:(?!3000)\d+|\b\d{4}-\d\d-\d\d\b|\/work\//);
  });
});
