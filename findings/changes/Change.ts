import type { Step } from "../../preview/Preview.ts";
import type { DiffLine } from "../lines.ts";
import type { Text } from "../words/Text.ts";

/** The kind of effect of a change: what an attacker can do, whom messages reach, what to look at. */
export type Direction = "weaker" | "wider" | "delivery" | "gone" | "stronger" | "neutral" | "unknown";

/** One change in the domain's words. */
export interface Change {
  /** What happened, in kebab-case; risks match on it. */
  event: string;
  direction: Direction;
  /** One line, as in `MFA policy: Always → Never`. */
  text: Text;
  /** The name of a group of such changes, as in `callback URLs added`. */
  group: string;
  /** The URN of the changed resource. */
  urn: string;
  /** A longer text that was changed, line by line. */
  diff?: readonly DiffLine[];
}

/** A change to a step's resource. */
export function change(
  step: Pick<Step, "urn">,
  event: string,
  direction: Direction,
  text: Text,
  more: { group?: string; diff?: readonly DiffLine[] } = {},
): Change {
  const { group = event.replaceAll("-", " "), diff } = more;
  return { event, direction, text, group, urn: step.urn, ...(diff && { diff }) };
}
