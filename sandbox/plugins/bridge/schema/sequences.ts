/** What happens to a value at one path. */
export type Kind = "ADD" | "DELETE" | "UPDATE";

/**
 * The shortest edit from one sequence to another: an index in `next` for each added item, one in `old` for
 * each removed item, and "UPDATE" where both have the same index.
 */
export function diffSequences<T>(
  old: readonly T[],
  next: readonly T[],
  same: (left: T, right: T) => boolean,
): Map<number, Kind> {
  const changes = new Map<number, Kind>();
  const note = (index: number, kind: Kind): void => {
    changes.set(index, changes.has(index) ? "UPDATE" : kind);
  };
  const lengths = commonLengths(old, next, same);
  let [left, right] = [0, 0];
  while (left < old.length || right < next.length) {
    if (left < old.length && right < next.length && same(old[left] as T, next[right] as T)) {
      left++;
      right++;
    } else if (
      right >= next.length ||
      (left < old.length && at(lengths, left + 1, right) >= at(lengths, left, right + 1))
    ) {
      note(left++, "DELETE");
    } else note(right++, "ADD");
  }
  return changes;
}

/** For each pair of starts, the length of the longest common subsequence from there on. */
function commonLengths<T>(
  old: readonly T[],
  next: readonly T[],
  same: (left: T, right: T) => boolean,
): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0));
  for (let left = old.length - 1; left >= 0; left--) {
    for (let right = next.length - 1; right >= 0; right--) {
      const row = lengths[left] ?? [];
      row[right] = same(old[left] as T, next[right] as T)
        ? at(lengths, left + 1, right + 1) + 1
        : Math.max(at(lengths, left + 1, right), at(lengths, left, right + 1));
    }
  }
  return lengths;
}

function at(lengths: number[][], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0;
}
