import type { Step } from "../preview/Preview.ts";
import { holdsSecretMark } from "../preview/marks.ts";
import { hidden, printable } from "../words/printable.ts";
import { text, word } from "../words/Text.ts";
import { change } from "./Change.ts";
import type { Change, DiffLine } from "./Change.ts";
import type { Kind, Pair } from "./Kind.ts";
import { actionSecrets } from "./actionSecrets.ts";
import { countLines, diffLines } from "./lines.ts";
import { fromTo, plainSetting } from "./tell.ts";

/** The Action that sends with Plivo. */
export const action: Kind = {
  noun: () => word("Plivo Action"),
  created: (step) => [change(step, "action-created", "neutral", text`Plivo Action created`)],
  deleted: (step) => [change(step, "action-deleted", "gone", text`Plivo Action deleted`)],
  replaced: (step) => [
    change(step, "action-replaced", "gone", text`Plivo Action replaced: away for a moment`),
  ],
  settings: {
    name: plainSetting("Plivo Action's name", "action-name", "neutral"),
    code: { noun: "Plivo Action's code", tell: codeChanged },
    runtime: plainSetting("Plivo Action's runtime", "action-runtime", "delivery"),
    deploy: {
      noun: "deployment",
      tell: ({ after }, step) => [
        after === true
          ? change(step, "action-deployed", "neutral", text`Plivo Action: deployed`)
          : change(step, "action-not-deployed", "delivery", text`Plivo Action: no longer deployed`),
      ],
    },
    supportedTriggers: {
      noun: "trigger",
      tell: (_, step) => [change(step, "action-trigger", "delivery", text`Plivo Action: another trigger`)],
    },
    dependencies: {
      noun: "npm modules",
      tell: (_, step) => [change(step, "action-modules", "wider", text`Plivo Action: npm modules changed`)],
    },
    modules: {
      noun: "modules",
      tell: (_, step) => [change(step, "action-modules", "wider", text`Plivo Action: modules changed`)],
    },
    secrets: { noun: "secrets", secret: true, tell: actionSecrets },
  },
  owns: () => ["code", "secrets", "deploy", "runtime", "dependencies"],
};

function codeChanged({ before, after }: Pair, step: Step): Change[] {
  if (typeof before !== "string" || typeof after !== "string" || holdsSecretMark([before, after]))
    return [change(step, "action-code", "delivery", text`Plivo Action: code changed`)];
  const lines = diffLines(before, after);
  const { added, removed } = countLines(lines);
  const counts = word(`+${added} −${removed}`);
  return [
    change(step, "action-code", "delivery", text`Plivo Action: code changed, ${counts}`, {
      group: "Actions' code changed",
      diff: lines.map(safeLine),
    }),
  ];
}

/** A line of code without the secret that somebody wrote into it; the rest of the line would tell its place only. */
function safeLine({ sign, text: line }: DiffLine): DiffLine {
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const shown = line.trim() === "" ? "" : printable(line.slice(indent.length), 160);
  return { sign, text: shown === hidden ? `${indent}${hidden}` : `${indent}${shown}` };
}

/** What binds the Action to the flow of a legacy tenant. */
export const triggerAction: Kind = {
  noun: () => word("Plivo Action's binding"),
  created: (step) => [change(step, "action-bound", "neutral", text`Plivo Action bound to its flow`)],
  deleted: (step) => [change(step, "action-unbound", "gone", text`Plivo Action taken out of its flow`)],
  replaced: (step) => [
    change(step, "action-rebound", "delivery", text`Plivo Action bound anew: out of its flow for a moment`),
  ],
  settings: {
    displayName: {
      noun: "name in the flow",
      tell: (pair, step) => [
        change(step, "action-name", "neutral", fromTo("Plivo Action's name in the flow", pair)),
      ],
    },
  },
};
