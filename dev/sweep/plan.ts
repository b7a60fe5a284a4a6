import { isWrite } from "./calls.ts";
import type { CallName } from "./calls.ts";
import { kinds } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import { operationsIn } from "./operations.ts";
import type { Operation } from "./operations.ts";
import type { Variant } from "./variants.ts";

/** The cases of one operation in one variant: the number of calls for each kind, or all calls. */
export interface Group {
  variant: Variant;
  operation: Operation;
  picks: ReadonlyMap<Kind, number> | "all";
}

/** One failing call and its kind of failure. */
export interface Fault {
  call: CallName;
  kind: Kind;
}

/** All possible cases. */
export const allGroups = (variants: readonly Variant[]): Group[] =>
  variants.flatMap((variant) =>
    operationsIn(variant).map((operation): Group => ({ variant, operation, picks: "all" })),
  );

/**
 * A sample of the sweep in which variants, operations and kinds are as evenly distributed as possible. The
 * same seed gives the same sample.
 */
export function sampled(groups: readonly Group[], size: number, seed: number): Group[] {
  const random = randomFrom(seed);
  const combinations = groups.flatMap((group) => kinds.map((kind) => ({ group, kind, order: random() })));
  const used = new Map<unknown, number>();
  const picks = new Map<Group, Map<Kind, number>>();
  for (let count = 0; count < size; count += 1) {
    const weigh = ({ group, kind, order }: (typeof combinations)[number]) =>
      (used.get(group.variant) ?? 0) +
      (used.get(group.operation) ?? 0) +
      (used.get(kind) ?? 0) * 2 +
      4 * (picks.get(group)?.get(kind) ?? 0) +
      order;
    const next = combinations.reduce((one, other) => (weigh(other) < weigh(one) ? other : one));
    for (const part of [next.group.variant, next.group.operation, next.kind])
      used.set(part, (used.get(part) ?? 0) + 1);
    const own = picks.get(next.group) ?? new Map<Kind, number>();
    picks.set(next.group, own.set(next.kind, (own.get(next.kind) ?? 0) + 1));
  }
  return groups.flatMap((group) => {
    const own = picks.get(group);
    return own ? [{ ...group, picks: own }] : [];
  });
}

/** The faults of a group, when the operation's calls are known. */
export function faultsOf(
  { picks, variant, operation }: Group,
  calls: readonly CallName[],
  seed: number,
): Fault[] {
  return kinds.flatMap((kind) => {
    const able = calls.filter((call) => kind.writesOnly !== true || isWrite(call));
    if (picks === "all") return able.map((call) => ({ call, kind }));
    const random = randomFrom(seed + textSeed(variant.name + operation.name + kind.name));
    const inSomeOrder = able
      .map((call) => ({ call, order: random() }))
      .sort((one, other) => one.order - other.order);
    return inSomeOrder.slice(0, picks.get(kind) ?? 0).map(({ call }) => ({ call, kind }));
  });
}

const textSeed = (text: string): number =>
  Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
