import { attention } from "./attention.ts";
import type { RiskRule, Risk, Plan } from "./RiskRule.ts";
import { lockOut } from "./lockOut.ts";
import { gravest, isAtLeast } from "./Verdict.ts";
import type { Verdict } from "./Verdict.ts";
import { weakening } from "./weakening.ts";

/** All risks, the gravest first. */
export const riskRules: readonly RiskRule[] = [...lockOut, ...weakening, ...attention];

/** The risks of a plan. */
export function risksIn(plan: Plan, known = riskRules): Risk[] {
  return known.flatMap((rule) => {
    const changes = rule.found(plan);
    return changes === undefined ? [] : [{ rule, changes }];
  });
}

/** The gravest risk of a plan, or whether it changes anything. */
export function verdictOf(
  { changes }: Pick<Plan, "changes">,
  risks: readonly Risk[],
  broken: readonly Verdict[] = [],
): Verdict {
  return gravest([
    changes.length > 0 ? "safe" : "no change",
    ...risks.map(({ rule }) => rule.verdict),
    ...broken,
  ]);
}

/** Whether somebody should look at it before it is deployed. */
export const needsLook = (verdict: Verdict): boolean => isAtLeast(verdict, "needs attention");
