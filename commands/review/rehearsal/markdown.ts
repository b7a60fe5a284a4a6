import type { ReviewVerdict } from "../risks/Verdict.ts";
import { oneLine } from "../../../mfa/oneLine.ts";
import { adviceIn } from "../../../findings/words/advice.ts";
import { escaped, folded } from "../../../findings/words/markdown.ts";
import { commandBlock } from "../markdown/commandLines.ts";
import { signOf } from "../markdown/words.ts";
import { effectsOf, verdictOf } from "./judge.ts";
import type { Effect } from "./judge.ts";
import type { Moment, Outcome, Rehearsal, SignIn, Who } from "./Rehearsal.ts";

const moments: Record<Moment, string> = {
  before: "before the change",
  during: "during the change",
  after: "after the change",
};
const whose: Record<Who, string> = { enrolled: "with a phone", new: "new" };

/** A rehearsal as its own document, with the verdict at the top. */
export function rehearsalReport(rehearsal: Rehearsal): string {
  const verdict = verdictOf(effectsOf(rehearsal));
  const sign = signOf(onlyStops(rehearsal) ? "stopped" : verdict);
  return `### ${sign} ${escaped(rehearsal.stack)}: ${headlineOf(rehearsal)}\n\n${rehearsalSection(rehearsal)}\n`;
}

/** A rehearsal's verdict in words. If the update stops and affects nobody, the stop is the news. */
export function headlineOf(rehearsal: Rehearsal): string {
  const effects = effectsOf(rehearsal);
  if (effects.length === 0) return "sign-in is not affected";
  return onlyStops(rehearsal) ? "the update stops" : verdictOf(effects);
}

const onlyStops = (rehearsal: Rehearsal): boolean =>
  !rehearsal.up.done && verdictOf(effectsOf(rehearsal)) === "needs attention";

/**
 * A rehearsal as a section of a report: what users experienced, and the assumptions. It states no verdict,
 * because the report's verdict already counts what the rehearsal showed.
 * @param verdict the verdict of the report
 */
export function rehearsalSection(rehearsal: Rehearsal, verdict: ReviewVerdict = "safe"): string {
  const effects = effectsOf(rehearsal);
  const assumed = rehearsal.assumptions.map(escaped).join(", and if ");
  const condition = assumed === "" ? "" : `if ${assumed}`;
  const found =
    effects.length === 0
      ? [`**Rehearsal on a local tenant:** ${untouched(verdict)}${condition && ` ${condition}`}.`]
      : [
          `**Rehearsal on a local tenant**${condition && ` (${condition})`}:\n\n${effects.flatMap((effect) => lines(effect, rehearsal.stack)).join("\n")}`,
        ];
  return [...found, ...table(rehearsal)].join("\n\n");
}

/**
 * Users other than the few in a rehearsal may experience what the preview warns about. What a check rejected
 * is assumed to be right in the rehearsal.
 */
function untouched(verdict: ReviewVerdict): string {
  if (verdict === "may lock users out")
    return "the rehearsal did not confirm the risks above: during and after the change, users sign in as before";
  const unaffected = "sign-in is not affected during or after the change";
  return verdict === "stopped" ? `once this problem is fixed, ${unaffected}` : unaffected;
}

function lines({ verdict, text, why }: Effect, stack: string): string[] {
  const told = `- ${signOf(verdict)} ${escaped(text)}`;
  if (why === undefined) return [told];
  const { says, command } = adviceIn(why);
  return [`${told}. ${escaped(says)}`, ...(command === undefined ? [] : commandBlock(command, stack, "  "))];
}

function table({ signIns, base }: Rehearsal): string[] {
  if (signIns.length === 0) return [];
  const rows = (["before", "during", "after"] as const).flatMap((moment) =>
    (["enrolled", "new"] as const).flatMap((who) => {
      const made = signIns.filter((one) => one.moment === moment && one.who === who);
      return made.length === 0
        ? []
        : [`| ${moments[moment]} | ${whose[who]} | ${made.length} | ${ways(made)} |`];
    }),
  );
  const lines = ["| when | users | sign-ins | result |", "| --- | --- | --- | --- |", ...rows];
  const count = signIns.length === 1 ? "1 sign-in" : `${signIns.length} sign-ins`;
  return [
    folded(
      `${count} in a browser; the state before the change is that of ${oneLine(base)}`,
      lines.join("\n"),
    ),
  ];
}

const words: Record<Outcome["kind"], string> = {
  code: "signed in with a code",
  password: "signed in with the password alone",
  "no-message": "got no message",
  "no-code": "got a message without a code",
  refused: "ended on an error page",
  "not-tried": "not tried: the browser failed",
};

function ways(made: readonly SignIn[]): string {
  const kinds = [...new Set(made.map(({ outcome }) => outcome.kind))];
  const count = (kind: Outcome["kind"]) => made.filter(({ outcome }) => outcome.kind === kind).length;
  return kinds.map((kind) => (kinds.length === 1 ? words[kind] : `${count(kind)} ${words[kind]}`)).join("; ");
}
