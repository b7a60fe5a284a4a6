import { structuredPatch } from "diff";

export interface DiffLine {
  sign: "+" | "-" | " ";
  text: string;
}

/** Lines around a change. */
const context = 2;
/**
 * Texts that differ in more lines are not compared: the old one is shown as removed, the new one as added.
 */
const mostChanges = 2_000;

/** The line-by-line difference of two texts, with a few lines of context; empty if they are equal. */
export function diffLines(before: string, after: string): DiffLine[] {
  // A last line without a newline would count as different from the same line with one.
  const patch = structuredPatch("", "", `${before}\n`, `${after}\n`, undefined, undefined, {
    context,
    maxEditLength: mostChanges,
  });
  return patch === undefined
    ? [...signed("-", before), ...signed("+", after)]
    : patch.hunks.flatMap(({ lines }) =>
        lines.map((line) => ({ sign: line.charAt(0) as DiffLine["sign"], text: line.slice(1) })),
      );
}

/** How many lines were added and removed. */
export function countLines(lines: readonly DiffLine[]): { added: number; removed: number } {
  const count = (sign: string) => lines.filter((line) => line.sign === sign).length;
  return { added: count("+"), removed: count("-") };
}

/** The number of the first line that differs, counted from 1. */
export function firstDifference(before: string, after: string): number {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const differing = now.findIndex((line, index) => line !== old[index]);
  return (differing < 0 ? Math.min(old.length, now.length) : differing) + 1;
}

const signed = (sign: "+" | "-", text: string): DiffLine[] =>
  text.split("\n").map((line) => ({ sign, text: line }));
