import { hidden, printable } from "../../../findings/words/printable.ts";
import { inMarkdown, codeBlock, codeSpan, escaped, folded } from "./escape.ts";
import type { Review } from "../Review.ts";
import { plain } from "../../../findings/words/Text.ts";
import { irreversible } from "../irreversible.ts";
import { allChanges, changeLines } from "./changeLines.ts";
import { meaningOf, signOf, verdictWords } from "./words.ts";

/** A part of a report, which may be left out where there is no room. */
export interface Section {
  /** 0 stays; of the others the highest goes first. */
  rank: number;
  text: string;
}

/** Lines of one diff; of a longer one the start. */
const mostDiffLines = 400;
const mostFailureLines = 40;
const mostOfARule = 2;

/** What a report says of one stack. `further` are sections that somebody else made, as Markdown. */
export function stackSections(review: Review, further: readonly string[]): Section[] {
  const head = `### ${signOf(review.verdict)} ${escaped(review.stack)}: ${verdictWords(review.verdict)}`;
  return [
    { rank: 0, text: [head, meaningOf(review)].filter((line) => line !== "").join("\n\n") },
    ...block(1, failureLines(review)),
    ...block(1, changeLines(review)),
    ...block(2, violationLines(review)),
    ...further.map((text) => ({ rank: 3, text })),
    ...block(4, orderLines(review)),
    ...block(4, revertLines(review)),
    ...block(2, [budgetLine(review)]),
    ...diffs(review).map((text) => ({ rank: 6, text })),
    ...folds(review).map((text) => ({ rank: 5, text })),
    ...block(2, notes(review)),
  ];
}

const block = (rank: number, lines: readonly string[]): Section[] =>
  lines.length === 0 ? [] : [{ rank, text: lines.join("\n") }];

function failureLines({ failure }: Review): string[] {
  if (failure.length === 0) return [];
  const lines = failure.flatMap((said) => said.split("\n"));
  return [codeBlock(lines.slice(0, mostFailureLines).map(safe), "text")];
}

const safe = (line: string): string => {
  const shown = line.trim() === "" ? "" : printable(line, 300);
  return shown === hidden ? hidden : shown;
};

function violationLines({ violations }: Review): string[] {
  return [
    ...Map.groupBy(violations, ({ rule, level, isPending }) =>
      JSON.stringify([rule, level, isPending]),
    ).values(),
  ].flatMap((alike) => {
    const rest = alike.length - mostOfARule;
    return [
      ...alike.slice(0, mostOfARule).map(violationLine),
      ...(rest > 0 ? [`- ✗ ${rest} more of rule ${codeSpan(alike[0]?.rule ?? "")}`] : []),
    ];
  });
}

function violationLine({ rule, level, message, isPending }: Review["violations"][number]): string {
  const stops = level === "mandatory" ? "stops the up" : level;
  const base = isPending ? ", and the base's too" : "";
  return `- ✗ rule ${codeSpan(rule)} ${escaped(stops)}${base}: ${escaped(printable(message, 600))}`;
}

function orderLines({ order }: Review): string[] {
  if (order.length < 2) return [];
  const steps = order.map((step) => inMarkdown(step));
  const line = steps.join(" → ");
  return [order.length <= 6 ? `**Order:** ${line}` : folded(`Order of ${order.length} steps`, line)];
}

function revertLines({ changes }: Review): string[] {
  const lasting = irreversible(changes);
  return lasting.length === 0 ? [] : [`**A revert brings back all but** ${lasting.join("; ")}.`];
}

function budgetLine({ budget, verdict }: Review): string {
  if (verdict === "unknown") return "";
  const seconds = budget.seconds.map(({ plan, seconds: least }) => `${least} s (${plan})`).join(", ");
  return `**Up:** ${budget.calls} calls of the Management API, which take at least ${seconds}.`;
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
    ...fold(`${withdrawn.length} pending at the base, no longer here`, withdrawn),
  ];
}

const fold = (summary: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [folded(summary, lines.join("\n"))];

/** What the report stands on. */
function notes({ base }: Review): string[] {
  if (base === undefined) return [];
  return base.failure === undefined
    ? [`<sub>Compared with ${codeSpan(base.ref)}: what that would change too is pending already.</sub>`]
    : [`<sub>Not compared with ${codeSpan(base.ref)}: ${escaped(base.failure)}</sub>`];
}
