import type { Change } from "../../findings/changes/Change.ts";
import { overallVerdict } from "./markdown/markdownOf.ts";
import { irreversible } from "./irreversible.ts";
import type { Pending, Review } from "./Review.ts";
import { printableAdvice } from "../../findings/words/printable.ts";
import { plain } from "../../findings/words/Text.ts";

/** The report of all stacks for programs. */
export function jsonOf(reviews: readonly Review[]): string {
  const sorted = reviews.toSorted((one, other) => (one.stack < other.stack ? -1 : 1));
  return JSON.stringify({ verdict: overallVerdict(sorted), stacks: sorted.map(stackOf) }, undefined, 2);
}

function stackOf(review: Review) {
  const { stack, verdict, changes, risks, violations, withdrawn, order, budget, failure, gaps, base } =
    review;
  const { keptByProtect, listed } = review;
  return {
    stack,
    verdict,
    changes: changes.map(changeOf),
    risks: risks.map(({ rule, changes: met }) => ({
      id: rule.id,
      verdict: rule.verdict,
      source: rule.source,
      means: rule.means,
      changes: met.map(({ text }) => plain(text)),
    })),
    violations: violations.map(({ rule, level, message, isPending }) => ({
      rule,
      level,
      message: printableAdvice(message, 600),
      pending: isPending,
    })),
    withdrawn: withdrawn.map(({ text }) => plain(text)),
    order: order.map(plain),
    irreversible: irreversible(changes),
    budget,
    keptByProtect: keptByProtect.map(plain),
    listed,
    failure: failure.flatMap((said) => said.split("\n")).map((line) => printableAdvice(line, 1000)),
    gaps,
    base,
  };
}

const changeOf = ({ event, direction, text, urn, isPending, diff }: Pending<Change>) => ({
  event,
  direction,
  text: plain(text),
  urn,
  pending: isPending,
  ...(diff && { diff: diff.map(({ sign, text: line }) => sign + line) }),
});
