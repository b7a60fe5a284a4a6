import { readdir } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import type { Project } from "../engine/project.ts";
import { shortName } from "../engine/project.ts";
import { readStackFile } from "../engine/stackFile.ts";
import type { StackBeside } from "../../findings/sharedParts.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { existingClientsIn } from "./existingClients.ts";
import { sharedPartsIn, stacksBeside } from "./otherOwners.ts";
import type { OtherStack } from "./otherOwners.ts";

/** A project's stack files: the stack's own configuration, and those of the other stacks. */
export interface ProjectStacks {
  own: StackFile;
  others: OtherStack[];
}

export async function readStackFiles(project: Project, stack: string): Promise<ProjectStacks> {
  const example = project.stackFile("x");
  const folder = dirname(example);
  const extension = extname(example);
  const names = (await readdir(folder))
    .filter((file) => file.startsWith("Pulumi.") && file.endsWith(extension))
    .map((file) => basename(file, extension).slice("Pulumi.".length))
    // A copy beside it, as "Pulumi.dev copy.yaml", is no stack's: no name of one has a space.
    .filter((name) => /^[\w.-]+$/.test(name));
  const stacks = await Promise.all(
    names.map(async (name) => {
      // A file that can't be read is somebody's work in progress and is skipped.
      const config = await readStackFile(project.stackFile(name), project.name).catch(() => undefined);
      return { name, config: config ?? {} };
    }),
  );
  const isOwn = ({ name }: OtherStack) => name === shortName(stack);
  return { own: stacks.find(isOwn)?.config ?? {}, others: stacks.filter((one) => !isOwn(one)) };
}

/** The other stacks of the tenant that a stack's file names, and what each manages together with it. */
export async function sharingParts(project: Project, stack: string): Promise<StackBeside[]> {
  const { own, others } = await readStackFiles(project, stack);
  const domain = own["auth0:domain"];
  if (typeof domain !== "string") return [];
  const [ownParts, ownClients] = [sharedPartsIn(own), clientsWithUrls(own)];
  return stacksBeside(domain, others).map(({ name, config }) => ({
    name,
    managed: sharedPartsIn(config).filter((part) => ownParts.includes(part)),
    clientIds: clientsWithUrls(config).filter((clientId) => ownClients.includes(clientId)),
  }));
}

/** The existing clients that a stack writes to: it manages nothing of them but the URLs. */
const clientsWithUrls = (file: StackFile): string[] =>
  existingClientsIn(file).flatMap(({ clientId, manageUrls }) => (manageUrls ? [clientId] : []));
