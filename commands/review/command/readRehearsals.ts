import { readFile } from "node:fs/promises";
import { shortName } from "../../engine/project.ts";
import { CommandError } from "../../terminal/command.ts";
import { changeFingerprint } from "../../userStack/changeFingerprint.ts";
import { parseRehearsals } from "../rehearsal/parseRehearsals.ts";
import type { Rehearsal } from "../rehearsal/Rehearsal.ts";

/** The change that is reviewed. */
interface Reviewed {
  stacks: readonly string[];
  /** The project with the change; `undefined` for a preview from a file, which may be of other files. */
  folder: string | undefined;
}

/**
 * Reads the rehearsals of the change that is reviewed.
 * @throws CommandError if a file is not a rehearsal, or is one of another stack or another change
 */
export async function readRehearsals(files: readonly string[], reviewed: Reviewed): Promise<Rehearsal[]> {
  return (await Promise.all(files.map((file) => readRehearsal(file, reviewed)))).flat();
}

async function readRehearsal(file: string, { stacks, folder }: Reviewed): Promise<Rehearsal[]> {
  const names = [...new Set(stacks.map(shortName))];
  const failed = (why: string, stack = names[0] ?? "NAME") =>
    new CommandError(
      `Failed to read the rehearsal ${file}: ${why}. Fix: npm run rehearse -- --stack ${stack} --json rehearsal.json`,
    );
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) throw failed("it can't be read");
  const all = parseRehearsals(text);
  if (all === undefined) throw failed("it is not the output of npm run rehearse");
  const rehearsals = all.filter(({ stack }) => names.includes(stack));
  if (rehearsals.length === 0)
    throw failed(`it is of stack ${quoted(all.map(({ stack }) => stack))}, not ${quoted(names)}`);
  if (folder === undefined) return rehearsals.map(assumingSameChange);
  for (const { stack, fingerprint } of rehearsals)
    if (fingerprint !== (await changeFingerprint(folder, stack)))
      throw failed(
        `it is of a different change: the configuration of stack "${stack}" or the program has changed since`,
        stack,
      );
  return rehearsals;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const assumingSameChange = (rehearsal: Rehearsal): Rehearsal => ({
  ...rehearsal,
  assumptions: [...rehearsal.assumptions, "the preview is of the change that was rehearsed"],
});
