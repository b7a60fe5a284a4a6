import type { Change } from "../../../findings/changes/Change.ts";
import type { Hit } from "../dangers/Danger.ts";
import type { Pending, Review } from "../Review.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { inMarkdown } from "./escape.ts";
import { signOfHits, sourceWords } from "./words.ts";

/** More changes than this are told in groups. */
const mostLines = 20;
/** Lines of one danger, or of what is in none, in a report of groups. */
const mostOfAGroup = 6;

interface Block {
  hits: readonly Hit[];
  changes: readonly Pending<Change>[];
}

/**
 * The changes, a line each, the most dangerous first, with what each danger means below. Many are cut to a few of each danger and the
 * number of the rest.
 */
export function changeLines(review: Review): string[] {
  const most = review.changes.length > mostLines ? mostOfAGroup : mostLines;
  return [...wholeHits(review), ...blocksOf(review).flatMap((block) => blockLines(block, most))];
}

/** Every change as a line, where `changeLines` leaves some out. */
export function allChanges({ changes }: Review): string[] {
  return changes.length > mostLines ? changes.map((change) => line("", change)).sort() : [];
}

function blockLines({ hits, changes }: Block, most: number): string[] {
  const sign = `${signOfHits(hits)} `;
  const rest = changes.slice(most);
  return [
    ...changes.slice(0, most).map((change) => line(sign, change)),
    ...countsOf(rest).map((count) => `- ${sign}${count}`),
    ...hits.map(({ danger }) => `  - ${danger.means} (${sourceWords(danger.source)})`),
  ];
}

const line = (sign: string, change: Pending<Change>): string =>
  `- ${sign}${inMarkdown(change.text)}${change.isPending ? " _(pending already)_" : ""}`;

/** `93 more: callbacks added`. */
function countsOf(changes: readonly Change[]): string[] {
  const groups = Map.groupBy(changes, ({ group }) => group);
  return [...groups].map(([group, some]) => `${some.length} more: ${group}`).sort();
}

/** Changes that are in the same dangers stand together. */
function blocksOf({ changes, hits }: Review): Block[] {
  // A change is marked as pending in a copy; its text is its own.
  const met = new Map<Text, Hit[]>();
  for (const hit of hits) for (const { text } of hit.changes) met.set(text, [...(met.get(text) ?? []), hit]);
  const blocks = Map.groupBy(changes, ({ text }) =>
    (met.get(text) ?? []).map(({ danger }) => danger.id).join(" "),
  );
  const place = ({ hits: [first] }: Block): number => (first ? hits.indexOf(first) : hits.length);
  return [...blocks.values()]
    .map((some) => ({ changes: some, hits: (some[0] && met.get(some[0].text)) ?? [] }))
    .sort((one, other) => place(one) - place(other));
}

/** Dangers of the whole, which no single change brings. */
function wholeHits({ hits, gaps }: Review): string[] {
  return hits
    .filter(({ changes }) => changes.length === 0)
    .map(
      (hit) =>
        `- ${signOfHits([hit])} ${hit.danger.means} (${sourceWords(hit.danger.source)})${hit.danger.id === "incomplete" ? ` ${gaps.join(" ")}` : ""}`,
    );
}
