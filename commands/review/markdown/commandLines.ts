import { adviceIn } from "../../../findings/words/advice.ts";
import { codeBlock } from "../../../findings/words/markdown.ts";

/** A command with its stack, because the reader who copies it may have selected another one. */
export function forStack(command: string, stack: string): string {
  if (/\s(--stack|-s)\b|\sstack init\s/.test(command)) return command;
  if (!command.startsWith("npm run ")) return `${command} --stack ${stack}`;
  const [, script = "", rest = ""] = /^(npm run \S+)(?: --)?(.*)$/s.exec(command) ?? [];
  return `${script} -- --stack ${stack}${rest}`;
}

/** The lines of a text, with the stack added to each command at the end of a line. */
export function withStack(lines: readonly string[], stack: string): string[] {
  return lines.map((line) => {
    const { says, command } = adviceIn(line);
    return command === undefined ? line : `${says} ${forStack(command, stack)}`;
  });
}

/** A command in its own block, indented like the list item that it belongs to. */
export const commandBlock = (command: string, stack: string, indent = ""): string[] =>
  codeBlock([forStack(command, stack)], "sh")
    .split("\n")
    .map((line) => `${indent}${line}`);
