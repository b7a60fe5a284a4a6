/** How two texts differ, line by line: lines that only one of them has, and the first place where they part. */
export function changedLines(
  before: string,
  after: string,
): { added: number; removed: number; first: number } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const common = countCommon(old, now);
  const parting = now.findIndex((line, index) => line !== old[index]);
  return {
    added: now.length - common,
    removed: old.length - common,
    first: (parting < 0 ? Math.min(old.length, now.length) : parting) + 1,
  };
}

/** Lines that both have, wherever they stand, each as often as both have it. */
function countCommon(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of one) left.set(line, (left.get(line) ?? 0) + 1);
  return other.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count > 0;
  }).length;
}
