import { expect } from "vitest";
import type { Step } from "./blocks.ts";
import { stepsOf } from "./blocks.ts";
import { firstDifference } from "./comparison.ts";
import type { Outcome, Reader } from "./Reader.ts";

/** Commands that go on until Ctrl-C, and what each prints once it is up. */
const staysUp: readonly (readonly [command: RegExp, until: string])[] = [
  [/^npm run demo$/, "Ctrl-C"],
  [/^npm run sandbox$/, "Ctrl-C"],
  [/^npm run --silent sandbox -- --json$/, '"inbox"'],
  [/^npm run dev /, "localhost"],
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
    const what = `line ${line}: ${command}\n${text}`;
    if (output) expect.soft(firstDifference(output, text), what).toBeUndefined();
    else typed.set(plain(command), outcome);
    // What a page shows may be a failure; a command alone must succeed.
    const expected = how.codes?.[command] ?? (output ? undefined : 0);
    if (expected !== undefined) expect(code, what).toBe(expected);
  }
}

async function typeStep({ command }: Step, reader: Reader, { before = {} }: Play): Promise<Outcome> {
  await before[command]?.(reader);
  const until = staysUp.find(([one]) => one.test(plain(command)));
  return reader.types(command, until?.[1]);
}

/** A command without the installation before it. */
const plain = (command: string): string => command.replace(/^npm ci && /, "");

function takeTyped(typed: Map<string, Outcome>, command: string): Outcome | undefined {
  const outcome = typed.get(plain(command));
  typed.delete(plain(command));
  return outcome;
}
