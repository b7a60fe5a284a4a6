import { escapeMarkdown } from "../../../findings/words/escapeMarkdown.ts";
import { oneLine } from "../../../findings/words/oneLine.ts";
import type { Text } from "../../../findings/words/Text.ts";

// Values come from whoever opened the pull request, or from the tenant: none may become a link, a mention, a
// tag, a column or a line of its own.

/** A value as code: nothing in it has a meaning there. */
export function codeSpan(value: string): string {
  const clean = oneLine(value, 1000).trim() || "(empty)";
  const fence = "`".repeat(longestRun(clean) + 1);
  const pad = clean.startsWith("`") || clean.endsWith("`") ? " " : "";
  return `${fence}${pad}${clean}${pad}${fence}`;
}

/** A whole sentence of somebody's, as text. */
export const escaped = (sentence: string): string => escapeMarkdown(sentence, 1000);

/** A sentence of ours with its values as code. */
export const inMarkdown = (sentence: Text): string =>
  sentence.map(({ kind, text }) => (kind === "word" ? text : codeSpan(text))).join("");

/** Lines as they are, in a block that none of them can end. */
export function codeBlock(lines: readonly string[], language = ""): string {
  const clean = lines.map((line) =>
    line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === "\t" ? "  " : "")),
  );
  const fence = "`".repeat(Math.max(3, ...clean.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...clean, fence].join("\n");
}

/** A text that opens on a click. */
export const folded = (summary: string, content: string): string =>
  `<details><summary>${summary.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("@", "@\u200b")}</summary>\n\n${content}\n\n</details>`;

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
