import { oneLine } from "../../mfa/oneLine.ts";
import { mostOf } from "./advice.ts";
import type { Text } from "./Text.ts";

// Values come from the author of the pull request or from the tenant: none may become a link, a mention, a
// tag, a column or a new line.

/** A value as code, where nothing in it has a meaning. */
export function codeSpan(value: string): string {
  const clean = oneLine(value, 1000).trim() || "(empty)";
  const fence = "`".repeat(longestRun(clean) + 1);
  const pad = clean.startsWith("`") || clean.endsWith("`") ? " " : "";
  return `${fence}${pad}${clean}${pad}${fence}`;
}

/** A whole foreign sentence, as text; its URLs are code, so that they read the same before they are rendered. */
export const escaped = (sentence: string): string =>
  oneLine(sentence, mostOf(sentence, 1000))
    .split(url)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escapedText(part)))
    .join("");

/** Without a sign that could end a code span or a table's cell, and without the end of a sentence. */
const url = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>()|\\]*[^\s"'`<>()|\\.,;:!?])/i;

function escapedText(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      // Within a word, an underscore has no meaning.
      .replaceAll(/[\\`*[\]|~#!]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
      // GitHub looks for mentions and issue numbers in the rendered text, where a backslash is already gone.
      .replaceAll("@", "@\u200b")
      .replaceAll(/#(?=\d)/g, "#\u200b")
      .replaceAll("://", "&#58;//")
      .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`)
  );
}

const inMarkdownBy = { word: (text: string) => text, value: codeSpan, clause: escaped };

/** One of our sentences, with its values as code. */
export const inMarkdown = (sentence: Text): string =>
  sentence.map(({ kind, text }) => inMarkdownBy[kind](text)).join("");

/** Unchanged lines, in a block that none of them can end. */
export function codeBlock(lines: readonly string[], language = ""): string {
  const clean = lines.map((line) =>
    line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === "\t" ? "  " : "")),
  );
  const fence = "`".repeat(Math.max(3, ...clean.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...clean, fence].join("\n");
}

/** A collapsible text. */
export const folded = (summary: string, content: string): string =>
  `<details><summary>${summary.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("@", "@\u200b")}</summary>\n\n${content}\n\n</details>`;

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
