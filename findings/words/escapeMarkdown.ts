import { oneLine } from "./oneLine.ts";

/**
 * Escapes foreign text for a Markdown document: it can't become a link, a mention, a tag, a column or a new
 * line.
 */
export function escapeMarkdown(text: string, most?: number): string {
  return (
    oneLine(text, most)
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
