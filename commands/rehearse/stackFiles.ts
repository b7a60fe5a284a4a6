import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { withOwnKeys } from "../../configuration/source.ts";
import { findProject } from "../engine/project.ts";
import type { Project } from "../engine/project.ts";
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
  const project = await findProject(folder);
  const before = await readStackFile(await findProject(baseFolder), stack);
  const after = await readStackFile(project, stack);
  if (after === undefined) {
    throw new CommandError(`Failed to rehearse stack "${stack}": there is no ${project.stackFile(stack)}.`);
  }
  return { before, after };
}

async function readStackFile({ name, stackFile }: Project, stack: string): Promise<StackFile | undefined> {
  const text = await readFile(stackFile(stack), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  return withOwnKeys(name, (parse(text) as { config?: StackFile } | null)?.config ?? {});
}
