import { gravest, isJudged } from "../risks/Verdict.ts";
import type { Review } from "../Review.ts";
import { effectsOf, verdictOf } from "./judge.ts";
import { rehearsalSection } from "./markdown.ts";
import type { Rehearsal } from "./Rehearsal.ts";

/** Reviews whose verdicts are at least as grave as what their rehearsals showed. */
export function withRehearsals(reviews: readonly Review[], rehearsals: readonly Rehearsal[]): Review[] {
  return reviews.map((review) => {
    const shown = of(review, rehearsals)
      .map((one) => verdictOf(effectsOf(one)))
      .filter((verdict) => verdict !== "safe");
    return isJudged(review.verdict) ? { ...review, verdict: gravest([review.verdict, ...shown]) } : review;
  });
}

/**
 * The rehearsals as sections of a report, by stack.
 * @param reviews the reviews with these rehearsals
 */
export function rehearsalSections(
  reviews: readonly Review[],
  rehearsals: readonly Rehearsal[],
): Record<string, string[]> {
  return Object.fromEntries(
    reviews.map((review) => [
      review.stack,
      of(review, rehearsals).map((one) =>
        rehearsalSection(review.keptByProtect.length > 0 ? withoutProtection(one) : one, review.verdict),
      ),
    ]),
  );
}

const of = ({ stack }: Review, rehearsals: readonly Rehearsal[]): Rehearsal[] =>
  rehearsals.filter((one) => one.stack === stack);

/** The rehearsal without the reason why `protect` stops it, and without the fix: the report has both. */
const withoutProtection = (rehearsal: Rehearsal): Rehearsal =>
  !rehearsal.up.done && isProtected.test(rehearsal.up.words.join(" "))
    ? { ...rehearsal, up: { done: false, words: [] } }
    : rehearsal;

/** The words of the program's hook, and those of the engine. */
const isProtected = / is protected\b| marked for protection\b/;
