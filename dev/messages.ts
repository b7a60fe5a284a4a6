import { defineCommand } from "../commands/terminal/command.ts";
import { root } from "./root.ts";
import { allMessages } from "./words/sources.ts";
import type { Text } from "./words/texts.ts";
import { uses } from "./words/use.ts";

const command = defineCommand({
  name: "messages",
  summary: "Lists every message that a person reads, by area and use, with its place in the sources.",
  options: {},
});

/** `commands/adopt` for the files of that command, else the top folder. */
const areaOf = ({ file }: Text): string => /^(?:(?:commands|sandbox)\/[^./]+|[^./]+)/.exec(file)?.[0] ?? file;

function listMessages(): Promise<number> {
  const messages = allMessages(root);
  for (const [area, own] of Map.groupBy(messages, areaOf))
    for (const use of uses) {
      const some = own.filter((message) => message.use === use);
      if (some.length > 0) console.log(`\n${area}: ${use}\n${some.map(lineOf).join("\n")}`);
    }
  console.log(`\n${messages.length} messages`);
  return Promise.resolve(0);
}

const lineOf = ({ file, line, text }: Text): string =>
  `  ${file}:${line}  ${text.replaceAll("\n", "\n      ")}`;

await command.run(listMessages);
