import { defineCommand } from "../../terminal/command.ts";
import type { OptionsOf } from "../../terminal/command.ts";
import { checkOnePrints, flag, folder, nameTheStack, stacks, text, texts } from "../../terminal/options.ts";

export const command = defineCommand({
  name: "review",
  forms: ["--stack NAME [options]", "--preview FILE [options]"],
  summary: `Runs pulumi preview and explains the change: a verdict, each change in plain words, broken rules, the order of steps, and API calls.
Changes nothing.`,
  options: {
    stack: stacks("the stack; repeat it for one report on several stacks"),
    base: text(
      "REF",
      "the base of the pull request, such as origin/main: it is previewed too, and its own pending changes are marked",
    ),
    refresh: flag("refreshes from each tenant first, instead of relying on the state"),
    preview: text("FILE", "a file with the output of pulumi preview --json --show-sames; runs nothing"),
    rehearsal: texts("FILE", "a file that npm run rehearse wrote with --json; repeatable"),
    markdown: text("FILE|-", "the report for a pull request (-)"),
    json: text("FILE|-", "the report as JSON"),
    cwd: folder,
  },
  check: ({ stack, base, preview, json, markdown }, checks) => {
    if (stack.length === 0 && preview === undefined) checks.add(nameTheStack);
    if (preview !== undefined && new Set(stack).size > 1)
      checks.add("--preview describes one stack; pass at most one --stack with it.");
    if (preview !== undefined && base !== undefined)
      checks.add("--preview runs nothing, so it can't be compared with --base; pass one of them.");
    checkOnePrints({ json, markdown }, checks);
  },
  exits: {
    0: "no change or safe",
    2: "any other verdict",
    1: "the preview failed, or the review could not run",
  },
});

export type ReviewOptions = OptionsOf<typeof command>;
