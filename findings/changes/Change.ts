import type { Step } from "../../preview/Preview.ts";
import type { DiffLine } from "../lines.ts";
import type { Text } from "../words/Text.ts";

/** Where a change leads: what an attacker can do, whom messages reach, what there is to look at. */
export type Direction = "weaker" | "wider" | "delivery" | "gone" | "stronger" | "neutral" | "unknown";

/** One change in the domain's words. */
export interface Change {
  /** What happened, in kebab-case; risks look for it. */
  event: string;
  direction: Direction;
  /** One line, as in `MFA policy: Always → Never`. */
  text: Text;
  /** What many of its kind are called together, as in `callbacks added`. */
  group: string;
  /** The URN of the resource that it is of. */
  urn: string;
  /** A longer text that was changed, line by line. */
  diff?: readonly DiffLine[];
}

/** A change of a step's resource. */
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
