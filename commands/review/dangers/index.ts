import { attention } from "./attention.ts";
import type { Danger, Hit, Plan } from "./Danger.ts";
import { lockOut } from "./lockOut.ts";
import { gravest, isAtLeast } from "./Verdict.ts";
import type { Verdict } from "./Verdict.ts";
import { weakening } from "./weakening.ts";

/** All dangers, the gravest first. */
export const dangers: readonly Danger[] = [...lockOut, ...weakening, ...attention];

/** The dangers that a plan has. */
export function dangersIn(plan: Plan, known = dangers): Hit[] {
  return known.flatMap((danger) => {
    const changes = danger.found(plan);
    return changes === undefined ? [] : [{ danger, changes }];
  });
}

/** The gravest danger of a plan; without any, whether it changes something. */
export function verdictOf(
  { changes }: Pick<Plan, "changes">,
  hits: readonly Hit[],
  broken: readonly Verdict[] = [],
): Verdict {
  return gravest([
    changes.length > 0 ? "safe" : "no change",
    ...hits.map(({ danger }) => danger.verdict),
    ...broken,
  ]);
}

/** Whether somebody should look before it is deployed. */
export const needsLook = (verdict: Verdict): boolean => isAtLeast(verdict, "needs attention");
