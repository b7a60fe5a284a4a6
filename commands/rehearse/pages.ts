import type { Rehearsal, SignIn } from "../review/rehearsal/Rehearsal.ts";
import { effectsOf, verdictOf } from "../review/rehearsal/judge.ts";
import { writeReport } from "../guides/report.ts";
import type { Step } from "../guides/steps.ts";

const moments = {
  before: "Before the change",
  during: "While it is made",
  after: "After the change",
} as const;

/** Writes a rehearsal down as a page beside its pictures, and gives the page's path. */
export function writePage(folder: string, rehearsal: Rehearsal, tools: string): Promise<string> {
  const effects = effectsOf(rehearsal);
  const [worst] = effects;
  return writeReport(folder, {
    title: `Stack ${rehearsal.stack}, rehearsed: ${verdictOf(effects)}`,
    verdict: {
      good: worst === undefined,
      text:
        worst === undefined
          ? "Users sign in before, during and after the change as they did."
          : effects.map(({ text }) => `${text}.`).join(" "),
    },
    steps: [...rehearsal.signIns.map(stepOf), ...refusedCallbacks(rehearsal)],
    tools,
  });
}

function stepOf({ moment, who, call, outcome, picture }: SignIn): Step {
  return {
    guide: moments[moment],
    title: `${who === "new" ? "A new user" : "A user with a phone"}${call === undefined ? "" : `, after ${call}`}`,
    picture,
    failure: "why" in outcome ? outcome.why : undefined,
  };
}

const refusedCallbacks = ({ callbackChecks }: Rehearsal): Step[] =>
  callbackChecks.flatMap(({ moment, callback, outcome, picture }) =>
    outcome.kind === "open"
      ? []
      : [{ guide: moments[moment], title: `Back to ${callback}`, picture, failure: outcome.why }],
  );
