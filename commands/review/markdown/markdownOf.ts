import type { Review } from "../Review.ts";
import { gravest, isJudged, verdicts } from "../risks/Verdict.ts";
import type { ReviewVerdict } from "../risks/Verdict.ts";
import { escaped } from "../../../findings/words/markdown.ts";
import { stackSections } from "./stackSections.ts";
import type { Section } from "./stackSections.ts";
import { signOf, verdictWords } from "./words.ts";

/** By this invisible mark, a workflow finds its comment again. */
export const marker = "<!-- auth0-phone-mfa review -->";

/** GitHub accepts 65,536 characters in a comment; the poster may add some. */
const mostCharacters = 60_000;

export interface MarkdownOptions {
  /** Further sections by stack name, as Markdown. They come before the order of the changes. */
  sections?: Readonly<Record<string, readonly string[]>>;
}

/** The report of all stacks for a pull request. */
export function markdownOf(reviews: readonly Review[], { sections = {} }: MarkdownOptions = {}): string {
  const sorted = reviews.toSorted((one, other) => (one.stack < other.stack ? -1 : 1));
  const parts: Section[] = [
    { rank: 0, text: marker },
    ...(sorted.length > 1 ? [{ rank: 0, text: overview(sorted) }] : []),
    ...sorted.flatMap((review) =>
      stackSections(review, Object.hasOwn(sections, review.stack) ? (sections[review.stack] ?? []) : []),
    ),
  ];
  return `${written(fitting(parts.filter(({ text }) => text !== "")))}\n`;
}

/** The verdict of several stacks: the gravest. A failed preview outranks all. */
export const overallVerdict = (reviews: readonly Review[]): ReviewVerdict => {
  const all = reviews.map(({ verdict }) => verdict);
  return (["unknown", "stopped"] as const).find((one) => all.includes(one)) ?? gravest(all.filter(isJudged));
};

/** One line for all stacks, the gravest first. */
function overview(reviews: readonly Review[]): string {
  const gravity = [...verdicts, "stopped", "unknown"] as const;
  const groups = gravity.toReversed().flatMap((verdict) => {
    const stacks = reviews.filter((one) => one.verdict === verdict).map(({ stack }) => escaped(stack));
    return stacks.length === 0 ? [] : [`${signOf(verdict)} ${verdictWords(verdict)}: ${stacks.join(", ")}`];
  });
  return `**${reviews.length} stacks** · ${groups.join(" · ")}`;
}

const written = (parts: readonly Section[]): string => parts.map(({ text }) => text).join("\n\n");

/** Between two sections. */
const gap = 2;
const roomForNote = 200;

/** Leaves out whole sections until the rest fits: the least important first, and of those the longest. */
function fitting(parts: readonly Section[]): readonly Section[] {
  const dispensable = parts
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => one.rank - other.rank || one.text.length - other.text.length);
  const dropped = new Set<Section>();
  let size = written(parts).length;
  while (size > (dropped.size === 0 ? mostCharacters : mostCharacters - roomForNote)) {
    const next = dispensable.pop();
    if (next === undefined) return cutHeads(parts.filter(({ rank }) => rank === 0));
    dropped.add(next);
    size -= next.text.length + gap;
  }
  if (dropped.size === 0) return parts;
  return [...parts.filter((part) => !dropped.has(part)), { rank: 0, text: note(dropped.size) }];
}

/** With very many stacks, even the verdicts may not fit. */
function cutHeads(heads: readonly Section[]): Section[] {
  const kept: Section[] = [];
  let room = mostCharacters - roomForNote;
  for (const head of heads) {
    room -= head.text.length + gap;
    if (room < 0) break;
    kept.push(head);
  }
  return [...kept, { rank: 0, text: note(heads.length - kept.length) }];
}

const note = (left: number): string =>
  left === 1
    ? "<sub>1 section was left out because a comment has no room for it. The JSON report has it.</sub>"
    : `<sub>${left} sections were left out because a comment has no room for them. The JSON report has all of them.</sub>`;
