import type { DiffLine } from "./Change.ts";

/** Longer texts are not compared line by line: their middle is told as removed and added. */
const mostCells = 4_000_000;
/** Lines around a change. */
const context = 2;

/** How two texts differ, line by line, with a few lines around; empty where they do not. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const head = countSame(old, now);
  const tail = Math.min(
    countSame(old.toReversed(), now.toReversed()),
    Math.min(old.length, now.length) - head,
  );
  const middle = compared(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ sign: " ", text }));
  return middle.length === 0
    ? []
    : nearChanges([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))]);
}

/** How many lines were added and removed. */
export function countLines(lines: readonly DiffLine[]): { added: number; removed: number } {
  const count = (sign: string) => lines.filter((line) => line.sign === sign).length;
  return { added: count("+"), removed: count("-") };
}

function countSame(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => line !== other[index]);
  return differs < 0 ? one.length : differs;
}

/** By the longest common subsequence. */
function compared(old: readonly string[], now: readonly string[]): DiffLine[] {
  const removed: DiffLine[] = old.map((text) => ({ sign: "-", text }));
  const added: DiffLine[] = now.map((text) => ({ sign: "+", text }));
  if (old.length * now.length > mostCells) return [...removed, ...added];
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      longest[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      lines.push({ sign: " ", text: old[i] ?? "" });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push({ sign: "-", text: old[i++] ?? "" });
    else lines.push({ sign: "+", text: now[j++] ?? "" });
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)];
}

function nearChanges(lines: readonly DiffLine[]): DiffLine[] {
  const changed = lines.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  const near = new Set(
    changed.flatMap((index) => Array.from({ length: 2 * context + 1 }, (_, n) => index - context + n)),
  );
  return lines.filter((_, index) => near.has(index));
}
