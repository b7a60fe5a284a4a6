/** A fenced code block of a page. */
export interface Block {
  language: string;
  text: string;
  /** Where its first line is in the page, from 1. */
  line: number;
}

/** One command of a page, and what the page says that it prints. */
export interface Step {
  command: string;
  /** `undefined` in a block of commands alone. */
  output?: string[];
  line: number;
}

/** The code blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const lines = page.split("\n");
  for (let start = 0; start < lines.length; start += 1) {
    const [, indent = "", fence = "", language = ""] = /^( *)(`{3,})(\w*)/.exec(lines[start] ?? "") ?? [];
    if (fence === "") continue;
    const end = lines.findIndex((line, at) => at > start && line.trim() === fence);
    const inner = lines.slice(start + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ language, text: inner.join("\n"), line: start + 2 });
    start = end;
  }
  return blocks;
}

/**
 * What a reader types, in order: each line of an `sh` block, and each `$ ` line of a `console` block with the
 * output below it.
 */
export function stepsOf(page: string): Step[] {
  return blocksOf(page).flatMap(({ language, text, line }): Step[] => {
    const lines = text.split("\n");
    if (language === "sh")
      return lines.flatMap((command, at) => (command === "" ? [] : [{ command, line: line + at }]));
    if (language !== "console") return [];
    return lines.reduce<Step[]>((steps, one, at) => {
      if (one.startsWith("$ ")) steps.push({ command: one.slice(2), output: [], line: line + at });
      else steps.at(-1)?.output?.push(one);
      return steps;
    }, []);
  });
}
