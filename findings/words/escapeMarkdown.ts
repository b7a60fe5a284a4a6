import { oneLine } from "./oneLine.ts";

/**
 * A text of somebody else's for a Markdown document: it becomes no link, no mention, no tag, no column and no
 * line of its own.
 */
export function escapeMarkdown(text: string, most?: number): string {
  return (
    oneLine(text, most)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(/[\\`*_[\]|~#!]/g, String.raw`\$&`)
      // GitHub looks for mentions and numbers of issues in what has been rendered: a backslash is gone by
      // then.
      .replaceAll("@", "@\u200b")
      .replaceAll(/#(?=\d)/g, "#\u200b")
      .replaceAll("://", "&#58;//")
      .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`)
  );
}
