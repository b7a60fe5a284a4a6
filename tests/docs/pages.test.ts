import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { anchorOf } from "../../docs/.vitepress/anchors.ts";
import { pages as paths } from "../../dev/docs/pages.ts";
import { root } from "../../dev/root.ts";
import { blocksOf } from "../support/docs/blocks.ts";

const pages = await Promise.all(
  paths.map(async (path) => ({
    name: path.slice(root.length),
    folder: dirname(path),
    text: await readFile(path, "utf8"),
  })),
);
const textOf = new Map(pages.map(({ name, text }) => [name, text]));

/** A page's text without what only looks like Markdown. */
const prose = (text: string): string =>
  text.replace(/^( *)(`{3,})[^]*?^\1\2$/gm, "").replace(/`[^`\n]*`/g, "");

const anchorsIn = (text: string): string[] => [
  ...[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading)),
  ...[...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = ""]) => id),
];

describe("links", () => {
  const links = pages.flatMap(({ name, folder, text }) =>
    [...prose(text).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
      .map(([, link, picture]) => link ?? picture ?? "")
      .filter((link) => !/^(https?|mailto):/.test(link))
      .map((link) => ({ name, folder, link })),
  );

  test("exist", () => {
    expect(links.length).toBeGreaterThan(100);
  });

  test.each(links)("$name: $link has a target", ({ name, folder, link }) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? join(root, name) : join(folder, path);
    expect(existsSync(target)).toBe(true);
    if (anchor !== undefined)
      expect(anchorsIn(textOf.get(target.slice(root.length)) ?? "")).toContain(anchor);
  });
});

test("every page of docs/ is in its table of contents", () => {
  const contents = textOf.get("docs/README.md") ?? "";
  const missing = pages
    .map(({ name }) => name)
    .filter((name) => /^docs\/[\w-]+\.md$/.test(name) && name !== "docs/README.md")
    .filter((name) => !contents.includes(`](${name.slice("docs/".length)})`));
  expect(missing).toEqual([]);
});

test("README fits into 200 lines", () => {
  expect((textOf.get("README.md") ?? "").trim().split("\n").length).toBeLessThanOrEqual(200);
});

test("each code block has a language", () => {
  const languages = ["sh", "console", "text", "yaml", "json", "markdown", "mermaid", "ts", "js"];
  const others = pages.flatMap(({ name, text }) =>
    blocksOf(text)
      .filter(({ language }) => !languages.includes(language))
      .map(({ line }) => `${name}:${line}`),
  );
  expect(others).toEqual([]);
});
