import { expect } from "vitest";
import type { Step } from "./blocks.ts";
import { stepsOf } from "./blocks.ts";
import { firstDifference } from "./comparison.ts";
import type { Outcome, Reader } from "./Reader.ts";

/** Commands that go on until Ctrl-C, and what each prints once it is up. */
const staysUp: readonly (readonly [command: string, until: string])[] = [
  ["npm run demo", "Ctrl-C"],
  ["npm run sandbox", "Ctrl-C"],
  ["npm run dev ", "localhost"],
];

/** How a page is played. */
export interface Play {
  /** Commands that are not typed, each with the reason. */
  skipped?: Readonly<Record<string, string>>;
  /** Exit codes other than 0. */
  codes?: Readonly<Record<string, number>>;
  /** What happens before the command at which the page takes it for granted. */
  before?: Readonly<Record<string, (reader: Reader) => Promise<unknown>>>;
}

/**
 * Types all commands of a page in their order, and compares what they print with what the page shows. A
 * command whose output is shown later in the page is typed once.
 */
export async function play(page: string, reader: Reader, how: Play = {}): Promise<void> {
  const typed = new Map<string, Outcome>();
  for (const step of stepsOf(page)) {
    const { command, output, line } = step;
    if (how.skipped?.[command] !== undefined) continue;
    const outcome = (output && takeTyped(typed, command)) ?? (await typeStep(step, reader, how));
    const { code = 0, text } = outcome;
    if (output === undefined) typed.set(plain(command), outcome);
    else expect(firstDifference(output, text), `line ${line}: ${command}\n${text}`).toBeUndefined();
    expect(code, `line ${line}: ${command}\n${text}`).toBe(codeOf(command, how));
  }
}

async function typeStep({ command }: Step, reader: Reader, { before = {} }: Play): Promise<Outcome> {
  await before[command]?.(reader);
  const until = staysUp.find(
    ([start]) => plain(command) === start.trim() || plain(command).startsWith(start),
  );
  return reader.types(command, command.includes(" -- ") ? undefined : until?.[1]);
}

/** A command without the installation before it. */
const plain = (command: string): string => command.replace(/^npm ci && /, "");

function takeTyped(typed: Map<string, Outcome>, command: string): Outcome | undefined {
  const outcome = typed.get(plain(command));
  typed.delete(plain(command));
  return outcome;
}

const codeOf = (command: string, { codes = {} }: Play): number => codes[command] ?? 0;
