import type { Risk } from "../risks/RiskRule.ts";
import { isJudged } from "../risks/Verdict.ts";
import type { ReviewVerdict } from "../risks/Verdict.ts";
import type { Review } from "../Review.ts";

const signs: Readonly<Record<ReviewVerdict, string>> = {
  "no change": "✓",
  safe: "✓",
  "needs attention": "!",
  "weakens security": "✗",
  "may lock users out": "✗",
  stopped: "✗",
  unknown: "✗",
};

/** ✓ fine, ! needs a look, ✗ stop. */
export const signOf = (verdict: ReviewVerdict): string => signs[verdict];

const otherWords = { stopped: "stopped before any write", unknown: "the preview failed" };

export const verdictWords = (verdict: ReviewVerdict): string =>
  isJudged(verdict) ? verdict : otherWords[verdict];

/** One sentence about the effect on users, if no risk describes it. */
export function meaningOf({ verdict, changes, risks, violations, keptByProtect }: Review): string {
  if (verdict === "stopped")
    return "`pulumi up` would stop at its own preview, so sign-in is not affected. Reason:";
  if (verdict === "unknown") return "The preview stopped, so this report may be incomplete. Reason:";
  if (keptByProtect.length > 0)
    return "`protect` stops this change. With `protect` off, at least these changes would be made, unless a rule stops them. The preview ends at what is protected, so there may be more changes and broken rules:";
  if (isStoppedByAction({ risks }))
    return "The program stops this change, because an Action in the login flow may require MFA. If it did not, these changes would be made:";
  if (violations.some(({ level }) => level === "mandatory"))
    return changes.length === 0
      ? "The update would change nothing on the tenant, but the policy pack stops it:"
      : "Without the rules that this change breaks, the update would make these changes:";
  if (verdict === "no change") return "`pulumi up` would change nothing on the tenant.";
  if (risks.length > 0) return "";
  if (violations.length > 0)
    return `The change breaks ${violations.length === 1 ? "a rule" : "rules"} of the policy pack:`;
  return "The preview shows no lockout and no weaker security.";
}

const needsPhone = ["factor-off-while-required", "sender-gone-while-required"];

/** Whether an Action that may require MFA keeps the update from removing what a code needs. */
export function isStoppedByAction({ risks }: Pick<Review, "risks">): boolean {
  const ids = risks.map(({ rule }) => rule.id);
  return ids.includes("mfa-by-action") && needsPhone.some((id) => ids.includes(id));
}

/** The sign for a change with some risks. */
export const signOfRisks = (risks: readonly Risk[]): string => signOf(risks[0]?.rule.verdict ?? "safe");
