import type { Outcome, Picture, Rehearsal, SignIn } from "../review/rehearsal/Rehearsal.ts";
import { effectsOf } from "../review/rehearsal/judge.ts";
import { headlineOf } from "../review/rehearsal/markdown.ts";
import { writeReport } from "../guides/report.ts";
import type { Step } from "../guides/steps.ts";

const moments = {
  before: "Before the change",
  during: "During the change",
  after: "After the change",
} as const;

/** Writes a rehearsal as a page with its screenshots, and returns the page's path. */
export function writePage(folder: string, rehearsal: Rehearsal, tools: string): Promise<string> {
  const effects = effectsOf(rehearsal);
  const [worst] = effects;
  const condition =
    rehearsal.assumptions.length === 0 ? "" : ` if ${rehearsal.assumptions.join(", and if ")}`;
  return writeReport(folder, {
    title: `Stack ${rehearsal.stack}, rehearsed: ${headlineOf(rehearsal)}`,
    verdict: {
      good: worst === undefined,
      text:
        worst === undefined
          ? `During and after the change, users sign in as before${condition}.`
          : effects.map(({ text }) => `${text}.`).join(" "),
    },
    steps: stepsOf(rehearsal),
    tools,
  });
}

/** The pages that users saw, each once, and each sign-in that did not end well. */
export const stepsOf = ({ signIns, callbackChecks }: Rehearsal): Step[] => [
  ...signIns.flatMap((signIn) => pagesOf(moments[signIn.moment], titleOf(signIn), signIn)),
  ...callbackChecks.flatMap((check) => pagesOf(moments[check.moment], `Back to ${check.callback}`, check)),
];

const titleOf = ({ who, call }: SignIn): string =>
  `${who === "new" ? "A new user" : "A user with a phone"}${call === undefined ? "" : `, after ${call}`}`;

/** A failure is shown with the last page, or alone if there is no screenshot of it. */
function pagesOf(
  guide: string,
  title: string,
  { outcome, pictures = [] }: { outcome: Outcome | { kind: "open" }; pictures?: readonly Picture[] },
): Step[] {
  const failure = failureOf(outcome);
  const last = pictures.at(-1);
  if (last === undefined) return failure === undefined ? [] : [{ guide, title, picture: undefined, failure }];
  return pictures.map((picture) => ({
    guide,
    title: `${title}: ${picture.page}`,
    picture: picture.file,
    failure: picture === last ? failure : undefined,
  }));
}

const failureOf = (outcome: Outcome | { kind: "open" }): string | undefined =>
  "why" in outcome
    ? outcome.why
    : outcome.kind === "not-tried"
      ? `Not tried, since the browser failed: ${outcome.because}`
      : undefined;
