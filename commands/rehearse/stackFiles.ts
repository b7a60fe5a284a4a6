import { findProject } from "../engine/project.ts";
import { readStackFile } from "../engine/stackFile.ts";
import { CommandError } from "../terminal/command.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";

/** A stack's file, before and after the change. */
export interface StackFiles {
  /** `undefined` where the stack is new. */
  before: StackFile | undefined;
  after: StackFile;
}

/**
 * Reads a stack's file from the base and from the project.
 * @throws CommandError if the project has none
 */
export async function readStackFiles(
  baseFolder: string,
  { folder, stack }: { folder: string; stack: string },
): Promise<StackFiles> {
  const project = await findProject(folder);
  const base = await findProject(baseFolder);
  const before = await readStackFile(base.stackFile(stack), base.name);
  const after = await readStackFile(project.stackFile(stack), project.name);
  if (after === undefined) {
    throw new CommandError(
      `Failed to rehearse stack "${stack}": there is no ${project.stackFile(stack)}. Fix: pass a stack that has such a file, or run npm run pulumi -- stack init ${stack}.`,
    );
  }
  return { before, after };
}
