import { codeBlock } from "./escape.ts";

/** A sentence, and the command that it ends with. */
export interface Advice {
  says: string;
  command?: string;
}

/** Splits off the command at the end of a sentence, as in `Fix: pulumi config set …`. */
export function adviceIn(sentence: string): Advice {
  const [, says, command] = /^(.*): ((?:pulumi|npm run) .+?)\.?$/s.exec(sentence) ?? [];
  return says === undefined || command === undefined ? { says: sentence } : { says: `${says}:`, command };
}

/** A command with the stack that it is for: whoever copies it may have selected another one. */
export function forStack(command: string, stack: string): string {
  if (/\s(--stack|-s)\b/.test(command)) return command;
  if (!command.startsWith("npm run ")) return `${command} --stack ${stack}`;
  const [, script = "", rest = ""] = /^(npm run \S+)(?: --)?(.*)$/s.exec(command) ?? [];
  return `${script} -- --stack ${stack}${rest}`;
}

/** Lines of somebody's text, each command at the end of one with its stack. */
export function withStack(lines: readonly string[], stack: string): string[] {
  return lines.map((line) => {
    const { says, command } = adviceIn(line);
    return command === undefined ? line : `${says} ${forStack(command, stack)}`;
  });
}

/** A command in a block of its own, as deep as the list item that it belongs to. */
export const commandBlock = (command: string, stack: string, indent = ""): string[] =>
  codeBlock([forStack(command, stack)], "sh")
    .split("\n")
    .map((line) => `${indent}${line}`);
