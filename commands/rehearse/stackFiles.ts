import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { CommandError } from "../terminal/command.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";

/** A stack's file, before the change and with it. */
export interface StackFiles {
  /** `undefined` where the stack is new. */
  before: StackFile | undefined;
  after: StackFile;
}

/**
 * Reads a stack's file of the base and of the project.
 *
 * @throws CommandError where the project has none
 */
export async function readStackFiles(
  baseFolder: string,
  { folder, stack }: { folder: string; stack: string },
): Promise<StackFiles> {
  const before = await readStackFile(baseFolder, stack);
  const after = await readStackFile(folder, stack);
  if (after === undefined) {
    throw new CommandError(
      `Failed to rehearse stack "${stack}": there is no Pulumi.${stack}.yaml in ${folder}.`,
    );
  }
  return { before, after };
}

async function readStackFile(folder: string, stack: string): Promise<StackFile | undefined> {
  const text = await readFile(join(folder, `Pulumi.${stack}.yaml`), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  return (parse(text) as { config?: StackFile } | null)?.config ?? {};
}
