import { split } from "sentence-splitter";
import type { Text } from "./texts.ts";

/**
 * The sentences of a text. Code in backticks counts as one word. A message's lines are apart; in comments and
 * documents a line break is a space, except before a docstring's tag or an item of a list.
 */
export function sentencesOf({ kind, text }: Text): string[] {
  const plain = text.replaceAll(/`[^`]*`/g, "`code`");
  const blocks = kind === "message" ? plain.split("\n") : plain.split(/\n\s*\n|\n(?=@|- |\* |\d+\. )/);
  return blocks
    .map((block) => block.replace(/^(@\w+( \{[^}]*\})?|- |\* |\d+\. )/, "").replaceAll(/\s+/g, " "))
    .flatMap((block) => split(block).filter(({ type }) => type === "Sentence"))
    .map(({ raw }) => raw.trim())
    .filter((sentence) => /[a-z]/i.test(sentence));
}

export const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
