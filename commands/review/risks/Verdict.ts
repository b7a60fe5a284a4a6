/** The possible verdicts of a review, the mildest first. */
export const verdicts = [
  "no change",
  "safe",
  "needs attention",
  "weakens security",
  "may lock users out",
] as const;

export type Verdict = (typeof verdicts)[number];

/**
 * The outcome of a stack's review. `stopped`: one of the program's own checks ended the preview, and would end
 * the `up` before it writes. `unknown`: the preview failed for another reason, so its effect is not known.
 */
export type ReviewVerdict = Verdict | "stopped" | "unknown";

/** Whether a preview is complete, even if it broke a rule or met `protect`. */
export const isJudged = (outcome: ReviewVerdict): outcome is Verdict =>
  outcome !== "stopped" && outcome !== "unknown";

/** The gravest of several: two small risks don't add up to a large one. */
export function gravest(all: readonly Verdict[]): Verdict {
  return verdicts[Math.max(0, ...all.map((one) => verdicts.indexOf(one)))] ?? "no change";
}

export const isAtLeast = (one: Verdict, other: Verdict): boolean =>
  verdicts.indexOf(one) >= verdicts.indexOf(other);
