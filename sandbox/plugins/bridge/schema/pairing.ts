import type { Property } from "./property.ts";
import { equal, isProperties, type Properties, type Value } from "./value.ts";

/**
 * Pairs the items of the program with those that the server has now: by their place, but the objects of a
 * set by likeness, because a set comes back in an order of its own.
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

/** A property that both have counts one, one of the same value three. */
function likeness(left: Properties, right: Properties): number {
  return Object.keys(left)
    .filter((name) => name in right)
    .reduce((score, name) => score + (equal(left[name], right[name]) ? 3 : 1), 0);
}
