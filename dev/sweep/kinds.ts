import type { FaultEffect } from "../../sandbox/auth0/edge/faults.ts";

/** A kind of failure. */
export interface Kind {
  name: string;
  /** What the tenant does; none for a kill, after which nobody receives a response. */
  effect?: FaultEffect;
  /** Set if each later call of that name in the run fails too: the provider retries some failures itself. */
  sticky?: true;
  /**
   * Set if only writes can fail this way: the work was done, but the response was lost or the engine was
   * killed.
   */
  writesOnly?: true;
  /** Kills the engine before or after the work. */
  kill?: "before" | "after";
  /** How long the call gets no response. */
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
  // The provider waits forever; the network's own timeout ends the wait.
  { name: "timeout", effect: "reset", holdMs: 700 },
  { name: "response lost", effect: "lost", writesOnly: true },
  { name: "response lost each time", effect: "lost", sticky: true, writesOnly: true },
  { name: "killed before", kill: "before" },
  { name: "killed after", kill: "after", writesOnly: true },
];
