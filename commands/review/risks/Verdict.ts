/** What a review comes to, the mildest first. */
export const verdicts = [
  "no change",
  "safe",
  "needs attention",
  "weakens security",
  "may lock users out",
] as const;

export type Verdict = (typeof verdicts)[number];

/**
 * What a review of a stack comes to. `stopped`: a check of the program's own ended the preview, and so ends the
 * `up` before it writes; `unknown`: the preview failed otherwise, so nobody can tell.
 */
export type ReviewVerdict = Verdict | "stopped" | "unknown";

/** Whether a preview went to its end, or only broke a rule or met `protect` there. */
export const isJudged = (outcome: ReviewVerdict): outcome is Verdict =>
  outcome !== "stopped" && outcome !== "unknown";

/** The gravest of several: what two small risks come to is not a large one. */
export function gravest(all: readonly Verdict[]): Verdict {
  return verdicts[Math.max(0, ...all.map((one) => verdicts.indexOf(one)))] ?? "no change";
}

export const isAtLeast = (one: Verdict, other: Verdict): boolean =>
  verdicts.indexOf(one) >= verdicts.indexOf(other);
