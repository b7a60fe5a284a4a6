import { effectsOf, verdictOf } from "./judge.ts";
import type { Effect } from "./judge.ts";
import type { Outcome, Rehearsal, SignIn } from "./Rehearsal.ts";
import { escaped } from "../markdown/escape.ts";

const moments = ["before", "during", "after"] as const;

/**
 * The rehearsal as a section of a pull request's report: what users meet, then each sign-in that was made.
 */
export function rehearsalMarkdown(rehearsal: Rehearsal): string {
  const effects = effectsOf(rehearsal);
  const parts = [
    `#### Rehearsed on a local tenant: ${verdictOf(effects)}`,
    effects.length === 0
      ? "Users sign in before, during and after the change as they did."
      : effects.map(line).join("\n"),
    table(rehearsal),
    assumptions(rehearsal),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function line({ verdict, text, why, picture }: Effect): string {
  const shown = picture === undefined ? "" : ` (picture: ${escaped(picture)})`;
  return `- **${verdict}:** ${escaped(text)}${why === undefined ? "" : `. ${escaped(why)}`}${shown}`;
}

function table({ signIns, base }: Rehearsal): string {
  if (signIns.length === 0) return "";
  const rows = moments.flatMap((moment) =>
    (["enrolled", "new"] as const).map((who) => {
      const made = signIns.filter((one) => one.moment === moment && one.who === who);
      return made.length === 0 ? "" : `| ${moment} | ${who} | ${made.length} | ${ways(made)} |`;
    }),
  );
  return [
    `<details><summary>${signIns.length} sign-ins in a browser, from the state of ${escaped(base)}</summary>`,
    "",
    "| when | who | sign-ins | they ended |",
    "| --- | --- | --- | --- |",
    ...rows.filter((row) => row !== ""),
    "",
    "</details>",
  ].join("\n");
}

const words: Record<Outcome["kind"], string> = {
  code: "in, with a code",
  password: "in, with the password alone",
  "no-message": "waiting for a code",
  "no-code": "with a message without a code",
  refused: "on an error page",
};

function ways(made: readonly SignIn[]): string {
  const kinds = [...new Set(made.map(({ outcome }) => outcome.kind))];
  const count = (kind: Outcome["kind"]) => made.filter(({ outcome }) => outcome.kind === kind).length;
  return kinds.map((kind) => (kinds.length === 1 ? words[kind] : `${count(kind)} ${words[kind]}`)).join("; ");
}

function assumptions({ assumptions: assumed }: Rehearsal): string {
  if (assumed.length === 0) return "";
  return `<sub>Taken to be so, since the files don't tell: ${assumed.map(escaped).join("; ")}.</sub>`;
}
