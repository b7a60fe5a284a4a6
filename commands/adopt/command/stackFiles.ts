import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { parse } from "yaml";
import { withOwnKeys } from "../../../configuration/source.ts";
import type { Project } from "../../engine/project.ts";
import { shortName } from "../../engine/project.ts";
import type { OtherStack } from "../otherOwners.ts";

/** The stack files of a project: the stack's own configuration, and those of the others. */
export interface ProjectStacks {
  own: OtherStack["config"];
  others: OtherStack[];
}

export async function readStackFiles(project: Project, stack: string): Promise<ProjectStacks> {
  const example = project.stackFile("x");
  const folder = dirname(example);
  const extension = extname(example);
  const names = (await readdir(folder))
    .filter((file) => file.startsWith("Pulumi.") && file.endsWith(extension))
    .map((file) => basename(file, extension).slice("Pulumi.".length))
    .filter((name) => name !== "");
  const stacks = await Promise.all(
    names.map(async (name) => ({ name, config: await configIn(project, project.stackFile(name)) })),
  );
  const isOwn = ({ name }: OtherStack) => name === shortName(stack);
  return { own: stacks.find(isOwn)?.config ?? {}, others: stacks.filter((one) => !isOwn(one)) };
}

/** A file that can't be read is somebody's work in progress: it says nothing. */
async function configIn({ name }: Project, file: string): Promise<OtherStack["config"]> {
  try {
    const { config } = (parse(await readFile(file, "utf8")) ?? {}) as { config?: Record<string, unknown> };
    return withOwnKeys(name, config ?? {});
  } catch {
    return {};
  }
}
