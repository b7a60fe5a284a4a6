/** The items of a list that were added and removed. Order and duplicates don't count. */
export function setDifference(before: unknown, after: unknown): { added: string[]; removed: string[] } {
  const [old, now] = [textsOf(before), textsOf(after)];
  return {
    added: now.filter((item) => !old.includes(item)).sort(),
    removed: old.filter((item) => !now.includes(item)).sort(),
  };
}

/** The items of a list without duplicates. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === "string"))] : [];
