import type { Property } from "./property.ts";
import { equal, isProperties, type Properties, type Value } from "./value.ts";

/**
 * Pairs the program's items with the server's present ones: by position, except for the objects of a set,
 * which are paired by similarity, because a set comes back in its own order.
 */
export function pairItems(property: Property | undefined, old: Value[], now: Value[]): [Value, Value][] {
  const byLikeness = property?.kind === "set" && old.every(isProperties) && now.every(isProperties);
  if (!byLikeness) return old.slice(0, now.length).map((item, index) => [item, now[index] ?? null]);
  const candidates = old.flatMap((item, from) =>
    now.map((other, to) => ({ from, to, score: likeness(item, other) })),
  );
  candidates.sort((left, right) => right.score - left.score);
  const pairs = new Map<number, number>();
  for (const { from, to, score } of candidates) {
    if (score === 0 || pairs.has(from) || [...pairs.values()].includes(to)) continue;
    pairs.set(from, to);
  }
  return old.flatMap((item, from): [Value, Value][] => {
    const to = pairs.get(from);
    return to === undefined ? [] : [[item, now[to] ?? null]];
  });
}

/** A property that both have counts one; with the same value, three. */
function likeness(left: Properties, right: Properties): number {
  return Object.keys(left)
    .filter((name) => name in right)
    .reduce((score, name) => score + (equal(left[name], right[name]) ? 3 : 1), 0);
}
