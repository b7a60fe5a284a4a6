/** What of a list of texts was added and removed; its order and repetitions do not count. */
export function setDifference(before: unknown, after: unknown): { added: string[]; removed: string[] } {
  const [old, now] = [textsOf(before), textsOf(after)];
  return {
    added: now.filter((item) => !old.includes(item)).sort(),
    removed: old.filter((item) => !now.includes(item)).sort(),
  };
}

/** The texts of a list, each once. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === "string"))] : [];
