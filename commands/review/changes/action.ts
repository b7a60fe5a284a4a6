import type { Step } from "../../../preview/Preview.ts";
import { holdsSecretMark } from "../../../preview/marks.ts";
import { hidden, printable } from "../../../findings/words/printable.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Pair } from "../../../findings/changes/Kind.ts";
import { actionSecrets } from "./actionSecrets.ts";
import { countLines, diffLines } from "../../../findings/lines.ts";
import type { DiffLine } from "../../../findings/lines.ts";
import { actionNames } from "../../../senders/action.ts";
import { actionSenders } from "../../../senders/index.ts";
import type { ActionSender } from "../../../senders/Sender.ts";
import { fromTo, plainSetting } from "../../../findings/changes/tell.ts";

/** The Action of the stack's sender. */
export function action(step: Step): Kind {
  const name = `${labelOf(step)} Action`;
  return {
    noun: () => word(name),
    created: () => [change(step, "action-created", "neutral", text`${word(name)} created`)],
    deleted: () => [change(step, "action-deleted", "gone", text`${word(name)} deleted`)],
    replaced: () => [
      change(step, "action-replaced", "gone", text`${word(name)} replaced: missing for a moment`),
    ],
    settings: {
      name: plainSetting(`${name}'s name`, "action-name", "neutral"),
      code: { noun: `${name}'s code`, tell: (pair) => codeChanged(name, pair, step) },
      runtime: plainSetting(`${name}'s runtime`, "action-runtime", "delivery"),
      deploy: {
        noun: "deployment",
        tell: ({ after }) => [
          after === true
            ? change(step, "action-deployed", "neutral", text`${word(name)}: deployed`)
            : change(step, "action-not-deployed", "delivery", text`${word(name)}: no longer deployed`),
        ],
      },
      supportedTriggers: {
        noun: "trigger",
        tell: () => [change(step, "action-trigger", "delivery", text`${word(name)}: trigger changed`)],
      },
      dependencies: {
        noun: "npm modules",
        tell: () => [change(step, "action-modules", "wider", text`${word(name)}: npm modules changed`)],
      },
      modules: {
        noun: "modules",
        tell: () => [change(step, "action-modules", "wider", text`${word(name)}: modules changed`)],
      },
      secrets: {
        noun: "secrets",
        secret: true,
        tell: (pair, _, paths) => actionSecrets(name, senderOf(step), pair, step, paths),
      },
    },
    owns: () => ["code", "secrets", "deploy", "runtime", "dependencies"],
  };
}

/** Which sender's Action it is, by its name. For an unknown name: the only one there is. */
function senderOf({ before, after }: Step): ActionSender | undefined {
  const inputs = (after ?? before)?.inputs;
  const name = inputs?.["name"] ?? inputs?.["displayName"];
  const named = actionSenders.find((sender) => actionNames(sender).some((one) => one === name));
  return named ?? (actionSenders.length === 1 ? actionSenders[0] : undefined);
}

const labelOf = (step: Step): string => senderOf(step)?.label ?? "The sender's";

function codeChanged(name: string, { before, after }: Pair, step: Step): Change[] {
  if (typeof before !== "string" || typeof after !== "string" || holdsSecretMark([before, after]))
    return [change(step, "action-code", "delivery", text`${word(name)}: code changed`)];
  const lines = diffLines(before, after);
  const { added, removed } = countLines(lines);
  const counts = word(`+${added} −${removed}`);
  return [
    change(step, "action-code", "delivery", text`${word(name)}: code changed, ${counts}`, {
      group: "Actions' code changed",
      diff: lines.map(safeLine),
    }),
  ];
}

/**
 * A line of code without a secret that somebody wrote into it. The rest of the line would only reveal its
 * position.
 */
function safeLine({ sign, text: line }: DiffLine): DiffLine {
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const shown = line.trim() === "" ? "" : printable(line.slice(indent.length), 160);
  return { sign, text: shown === hidden ? `${indent}${hidden}` : `${indent}${shown}` };
}

/** The binding of the Action to the flow of a legacy tenant. */
export function triggerAction(step: Step): Kind {
  const name = `${labelOf(step)} Action`;
  return {
    noun: () => word(`${name}'s binding`),
    created: () => [change(step, "action-bound", "neutral", text`${word(name)} bound to its flow`)],
    deleted: () => [change(step, "action-unbound", "gone", text`${word(name)} removed from its flow`)],
    replaced: () => [
      change(
        step,
        "action-rebound",
        "delivery",
        text`${word(name)} bound again: out of its flow for a moment`,
      ),
    ],
    settings: {
      displayName: {
        noun: "name in the flow",
        tell: (pair) => [change(step, "action-name", "neutral", fromTo(`${name}'s name in the flow`, pair))],
      },
    },
  };
}
