import type { FaultEffect } from "../../sandbox/auth0/edge/faults.ts";

/** A way in which a call fails. */
export interface Kind {
  name: string;
  /** What the tenant does; none for a kill, which nobody is left to answer. */
  effect?: FaultEffect;
  /** Also each later call of that name in the same run: the provider tries some failures again by itself. */
  sticky?: true;
  /** Only calls that write: what is lost, or half done, was done. */
  writesOnly?: true;
  /** Kills the engine before or after the work. */
  kill?: "before" | "after";
  /** Leaves the call without an answer for so long. */
  holdMs?: number;
}

export const kinds: readonly Kind[] = [
  { name: "500", effect: 500 },
  { name: "500 each time", effect: 500, sticky: true },
  { name: "403", effect: 403 },
  { name: "429 with a reset", effect: "limited" },
  { name: "429 without a reset", effect: 429 },
  { name: "connection reset", effect: "reset" },
  { name: "connection reset each time", effect: "reset", sticky: true },
  // The provider waits for ever: what ends the wait is the network's own end of it.
  { name: "time-out", effect: "reset", holdMs: 700 },
  { name: "answer lost", effect: "lost", writesOnly: true },
  { name: "answer lost each time", effect: "lost", sticky: true, writesOnly: true },
  { name: "killed before", kill: "before" },
  { name: "killed after", kill: "after", writesOnly: true },
];
