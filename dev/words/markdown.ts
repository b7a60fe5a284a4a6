import { parse } from "@textlint/markdown-to-ast";
import type { Text } from "./texts.ts";

/** Of textlint's nodes, what is needed here. */
interface Node {
  type: string;
  value?: string;
  children?: readonly Node[];
  loc: { start: { line: number } };
}

/** What holds one text: a sentence does not go on outside it. */
const blocks = new Set(["Header", "Paragraph", "TableCell"]);

/** The paragraphs, headings and table cells of a Markdown file; code stands as `code`. */
export function paragraphsOf(file: string, source: string): Text[] {
  const found: Text[] = [];
  const visit = (node: Node): void => {
    if (!blocks.has(node.type)) {
      node.children?.forEach(visit);
      return;
    }
    const text = wordsIn(node).trim();
    if (/[a-z]\S*\s+\S*[a-z]/i.test(text))
      found.push({
        file,
        line: node.loc.start.line,
        kind: "document",
        isCell: node.type === "TableCell",
        text,
      });
  };
  visit(parse(source));
  return found;
}

function wordsIn({ type, value, children }: Node): string {
  if (type === "Code") return "`code`";
  if (type === "Str") return value ?? "";
  if (type === "Break") return "\n";
  return (children ?? []).map(wordsIn).join("");
}
