import type { Change } from "../../../findings/changes/Change.ts";
import type { Risk } from "../risks/RiskRule.ts";
import type { Pending, Review } from "../Review.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { adviceIn } from "../../../findings/words/advice.ts";
import { commandBlock } from "./commandLines.ts";
import { inMarkdown } from "../../../findings/words/markdown.ts";
import { ruleLines } from "./violationLines.ts";
import { signOfRisks } from "./words.ts";

/** A report with more changes than this shows them in groups. */
const mostLines = 20;
/** Lines per risk, or without a risk, in a report with groups. */
const mostOfAGroup = 6;

interface Block {
  risks: readonly Risk[];
  changes: readonly Pending<Change>[];
}

/**
 * The changes, one per line, the gravest first, with the meaning of each risk below. If there are many, each
 * risk shows a few and the number of the rest.
 */
export function changeLines(review: Review): string[] {
  const most = review.changes.length > mostLines ? mostOfAGroup : mostLines;
  return [...wholeRisks(review), ...blocksOf(review).flatMap((block) => blockLines(review, block, most))];
}

/** Every change as a line, if `changeLines` leaves some out. */
export function allChanges({ changes }: Review): string[] {
  return changes.length > mostLines ? changes.map((change) => line("", change)).sort() : [];
}

function blockLines(review: Review, { risks, changes }: Block, most: number): string[] {
  const sign = `${signOfRisks(risks)} `;
  const rest = changes.slice(most);
  return [
    ...changes.slice(0, most).map((change) => line(sign, change)),
    ...countsOf(rest).map((count) => `- ${sign}${count}`),
    ...risks.flatMap((risk) => meaningLines(review, risk)),
  ];
}

const line = (sign: string, change: Pending<Change>): string =>
  `- ${sign}${inMarkdown(change.text)}${change.isPending ? " _(already pending)_" : ""}`;

/** `93 more: callback URLs added`. */
function countsOf(changes: readonly Change[]): string[] {
  const groups = Map.groupBy(changes, ({ group }) => group);
  return [...groups].map(([group, some]) => `${some.length} more: ${group}`).sort();
}

/** Changes with the same risks are listed together. */
function blocksOf({ changes, risks }: Review): Block[] {
  // A copy of a change is marked as pending; its text stays the same.
  const met = new Map<Text, Risk[]>();
  for (const risk of risks)
    for (const { text } of risk.changes) met.set(text, [...(met.get(text) ?? []), risk]);
  const blocks = Map.groupBy(changes, ({ text }) =>
    (met.get(text) ?? []).map(({ rule }) => rule.id).join(" "),
  );
  const place = ({ risks: [first] }: Block): number => (first ? risks.indexOf(first) : risks.length);
  return [...blocks.values()]
    .map((some) => ({ changes: some, risks: (some[0] && met.get(some[0].text)) ?? [] }))
    .sort((one, other) => place(one) - place(other));
}

/** What a risk means, with its command, and which rule it breaks. */
function meaningLines(review: Review, risk: Risk): string[] {
  const { says, command } = adviceIn(risk.rule.means);
  return [
    `  - ${says}`,
    ...(command === undefined ? [] : commandBlock(command, review.stack, "    ")),
    ...ruleLines(risk, review),
  ];
}

/** Risks of the whole stack, which no single change causes. */
function wholeRisks(review: Review): string[] {
  return review.risks
    .filter(({ changes }) => changes.length === 0)
    .flatMap((risk) => [
      `- ${signOfRisks([risk])} ${risk.rule.means}${risk.rule.id === "incomplete" ? ` ${review.gaps.join(" ")}` : ""}`,
      ...ruleLines(risk, review),
    ]);
}
