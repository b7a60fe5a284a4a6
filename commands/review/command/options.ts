import { defineCommand } from "../../terminal/command.ts";
import type { OptionsOf } from "../../terminal/command.ts";
import { checkOnePrints, flag, folder, nameTheStack, stacks, text, texts } from "../../terminal/options.ts";

export const command = defineCommand({
  name: "review",
  forms: ["--stack NAME [options]"],
  summary: `Runs pulumi preview and says what the change means: a verdict, each change in plain words, the rules that it breaks, order and calls.
Changes nothing.`,
  options: {
    stack: stacks("the stack; repeatable, for one report of all"),
    base: text(
      "REF",
      "what a pull request goes into, as origin/main: its program runs too, and what it would change is told apart",
    ),
    refresh: flag("looks first at what each tenant has; without it, at what the state says"),
    preview: text("FILE", "reads what pulumi preview --json --show-sames printed, and runs nothing"),
    rehearsal: texts("FILE", "what npm run rehearse wrote with --json; repeatable"),
    markdown: text("FILE|-", "the report for a pull request (-)"),
    json: text("FILE|-", "the report for programs"),
    cwd: folder,
  },
  check: ({ stack, base, preview, json, markdown }, checks) => {
    if (stack.length === 0 && preview === undefined) checks.add(nameTheStack);
    if (preview !== undefined && new Set(stack).size > 1)
      checks.add("--preview is of one stack; name no more than one with it.");
    if (preview !== undefined && base !== undefined)
      checks.add("--preview runs nothing, so there is no --base to compare with; give one of them.");
    checkOnePrints({ json, markdown }, checks);
  },
  exits: { 0: "no change or safe", 2: "something to look at", 1: "the check could not run" },
});

export type ReviewOptions = OptionsOf<typeof command>;
