import { oneLine } from "./oneLine.ts";

/** A text of somebody else's for a Markdown document: it becomes no link, no mention, no tag, no column and no line of its own. */
export function escapeMarkdown(text: string, most?: number): string {
  return oneLine(text, most)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~#!]/g, String.raw`\$&`)
    .replaceAll("://", "&#58;//")
    .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replaceAll("@", "@\u200b");
}
