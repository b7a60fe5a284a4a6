import { defineCommand } from "../commands/terminal/command.ts";
import { root } from "./root.ts";
import { problemsIn } from "./words/problems.ts";
import { allTexts } from "./words/sources.ts";

const command = defineCommand({
  name: "words",
  summary: "Checks the sentences of all messages, comments, test titles and Markdown files (dev/words/).",
  options: {},
  exits: { 0: "no problem", 2: "some sentences must be rewritten", 1: "the check could not run" },
});

function checkWords(): Promise<number> {
  const texts = allTexts(root);
  const lines = texts.flatMap((text) =>
    problemsIn(text).map(
      ({ sentence, instead }) => `${text.file}:${text.line}  ${sentence}\n    Fix: ${instead}`,
    ),
  );
  if (lines.length > 0) console.error(`${lines.join("\n")}\n${lines.length} sentences to rewrite`);
  return Promise.resolve(lines.length === 0 ? 0 : 2);
}

await command.run(checkWords);
