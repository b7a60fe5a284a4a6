import { printableAdvice } from "../../../findings/words/printable.ts";
import { inMarkdown, codeBlock, codeSpan, escaped, folded } from "../../../findings/words/markdown.ts";
import type { Review } from "../Review.ts";
import { plain } from "../../../findings/words/Text.ts";
import { isJudged } from "../risks/Verdict.ts";
import { irreversible } from "../irreversible.ts";
import { commandBlock, withStack } from "./commandLines.ts";
import { allChanges, changeLines } from "./changeLines.ts";
import { violationLines } from "./violationLines.ts";
import { isStoppedByAction, meaningOf, signOf, verdictWords } from "./words.ts";

/** A part of a report, which may be left out if there is no room. */
export interface Section {
  /** 0 is never left out; of the others, the highest goes first. */
  rank: number;
  text: string;
}

/** The maximum number of lines of a diff. */
const mostDiffLines = 400;
const mostFailureLines = 40;
const mostListed = 200;

/** The report on one stack. `further` are sections by others, as Markdown. */
export function stackSections(review: Review, further: readonly string[]): Section[] {
  const head = `### ${signOf(review.verdict)} ${escaped(review.stack)}: ${verdictWords(review.verdict)}`;
  return [
    { rank: 0, text: [head, meaningOf(review)].filter((line) => line !== "").join("\n\n") },
    ...block(1, failureLines(review)),
    ...block(1, changeLines(review), stoppedLead(review)),
    ...block(2, protectLines(review)),
    ...block(2, violationLines(review)),
    ...further.map((text) => ({ rank: 3, text })),
    ...block(4, orderLines(review)),
    ...block(4, revertLines(review)),
    ...block(
      2,
      [budgetLine(review)].filter((line) => line !== ""),
    ),
    ...diffs(review).map((text) => ({ rank: 6, text })),
    ...folds(review).map((text) => ({ rank: 5, text })),
    ...block(6, listedLines(review)),
    ...block(2, notes(review)),
  ];
}

const block = (rank: number, lines: readonly string[], lead = ""): Section[] =>
  lines.length === 0 ? [] : [{ rank, text: lead + lines.join("\n") }];

/** What a check has stopped is told as what would happen without it: the fix may undo the change. */
const stoppedLead = ({ verdict }: Review): string =>
  verdict === "stopped" ? "Without this problem, the update would make at least these changes:\n\n" : "";

function failureLines({ failure, stack }: Review): string[] {
  if (failure.length === 0) return [];
  const lines = failure.flatMap((said) => said.split("\n"));
  return [codeBlock(withStack(lines.slice(0, mostFailureLines).map(safe), stack), "text")];
}

const safe = (line: string): string => (line.trim() === "" ? "" : printableAdvice(line, 1000));

/** How to do what `protect` stops. */
function protectLines({ keptByProtect, stack }: Review): string[] {
  if (keptByProtect.length === 0) return [];
  const kept = [...new Set(keptByProtect.map((one) => inMarkdown(one)))].join(", ");
  return [
    `**Protected:** ${kept}. If the change is intended, it takes two steps: an update that only sets \`protect\` to false, and then this change, which rules may still stop. (If \`stacks\` of the rule \`protected-in-production\` in \`policy/configuration.json\` lists ${codeSpan(stack)}, first remove it there.)`,
    ...commandBlock("pulumi config set protect false", stack),
  ];
}

function orderLines(review: Review): string[] {
  const { order } = review;
  if (order.length < 2 || willStop(review)) return [];
  const steps = order.map((step) => inMarkdown(step));
  const line = steps.join(" → ");
  return [order.length <= 6 ? `**Order:** ${line}` : folded(`Order of ${order.length} steps`, line)];
}

function revertLines(review: Review): string[] {
  const lasting = willStop(review) ? [] : irreversible(review.changes);
  return lasting.length === 0 ? [] : [`**A revert does not bring back** ${lasting.join("; ")}.`];
}

function budgetLine(review: Review): string {
  const { calls, seconds } = review.budget;
  if (willStop(review) || calls === 0) return "";
  const least = seconds.find(({ plan }) => plan === "free")?.seconds ?? 0;
  const number = calls === 1 ? "1 call" : `${calls} calls`;
  return `**Update:** ${number} to the Management API${least > 0 ? `, at least ${least} s at the free plan's rate limit` : ""}.`;
}

/** The cost and the effects of an update that stops early are unknown. */
const willStop = (review: Review): boolean =>
  !isJudged(review.verdict) || review.keptByProtect.length > 0 || isStoppedByAction(review);

/** The engine's description of the same change. */
function listedLines({ listed: { lines, unchanged } }: Review): string[] {
  if (lines.length === 0) return [];
  const summary = `pulumi preview: ${lines.length} to change, ${unchanged} unchanged`;
  const rest = lines.length > mostListed ? [`… ${lines.length - mostListed} more`] : [];
  return [folded(summary, codeBlock([...lines.slice(0, mostListed), ...rest], "text"))];
}

function diffs({ changes }: Review): string[] {
  return changes.flatMap(({ text, diff = [] }) => {
    if (diff.length === 0) return [];
    const lines = diff.slice(0, mostDiffLines).map(({ sign, text: line }) => (sign + line).trimEnd());
    const rest = diff.length > mostDiffLines ? [` … ${diff.length - mostDiffLines} more lines`] : [];
    return [folded(plain(text), codeBlock([...lines, ...rest], "diff"))];
  });
}

function folds(review: Review): string[] {
  const all = allChanges(review);
  const withdrawn = review.withdrawn.map(({ text }) => `- ${inMarkdown(text)}`);
  return [
    ...fold(`All ${all.length} changes`, all),
    ...fold(`${withdrawn.length} pending at the base, but not part of this change`, withdrawn),
  ];
}

const fold = (summary: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [folded(summary, lines.join("\n"))];

/** What the report is based on. */
function notes({ base, changes, violations }: Review): string[] {
  if (base === undefined) return [];
  const ref = codeSpan(base.ref);
  if (base.failure !== undefined) return [`<sub>Not compared with ${ref}: ${escaped(base.failure)}</sub>`];
  const isPending = [...changes, ...violations].some((one) => one.isPending);
  return isPending
    ? [`<sub>Compared with ${ref}. _Already pending_: an update of ${ref} would make the same change.</sub>`]
    : [`<sub>Compared with ${ref}: none of this is pending there.</sub>`];
}
