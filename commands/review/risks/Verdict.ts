/** The possible verdicts of a review, the mildest first. */
export const verdicts = [
  "no change",
  "safe",
  "needs attention",
  "weakens security",
  "may lock users out",
] as const;

export type Verdict = (typeof verdicts)[number];

/** The gravest of several: two small risks don't add up to a large one. */
export function gravest(all: readonly Verdict[]): Verdict {
  return verdicts[Math.max(0, ...all.map((one) => verdicts.indexOf(one)))] ?? "no change";
}

export const isAtLeast = (one: Verdict, other: Verdict): boolean =>
  verdicts.indexOf(one) >= verdicts.indexOf(other);
