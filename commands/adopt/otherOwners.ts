import type { Part } from "../../configuration/parts.ts";
import { managedIn, parts } from "../../configuration/parts.ts";
import { oneLine } from "../../findings/words/oneLine.ts";
import { isSameDomain } from "../../tenant/sameDomain.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import type { Client } from "../../tenant/readers/clients.ts";

/** Another stack, by its file. */
export interface OtherStack {
  name: string;
  config: StackFile;
}

/** Who else may manage parts of a tenant. */
export interface OtherOwners {
  /** Why a part is not this stack's to take; one that is not named is. */
  partReasons: Partial<Record<Part, string>>;
  /** Client ids of applications that another stack has registered. */
  clientIds: ReadonlySet<string>;
  /** What can't be known about it, as a sentence; none where the answer is known. */
  doubt: string | undefined;
}

/** Parts of which a tenant has one: two stacks that manage one overwrite each other. */
const shared = parts.filter((part) => part !== "application");

/**
 * Finds the other stacks that manage parts of a tenant: by the project's stack files with the same domain, and
 * by the mark that a stack leaves on each application that it registers.
 *
 * @param ownTag the stack's own mark, if it has been deployed
 */
export function otherOwners(
  domain: string,
  {
    stacks,
    clients,
    ownTag,
  }: { stacks: readonly OtherStack[]; clients: readonly Client[]; ownTag?: string | undefined },
): OtherOwners {
  const partReasons: Partial<Record<Part, string>> = {};
  const marked = clients.filter(
    ({ ownershipMark }) => ownershipMark !== undefined && ownershipMark.split("/")[0] !== ownTag,
  );
  const [first] = marked;
  if (first !== undefined)
    for (const part of shared)
      partReasons[part] =
        `another stack registered the application ${oneLine(first.name)} and may manage this`;
  const beside = stacks.filter(({ config }) => isOf(domain, config));
  for (const { name, config } of beside)
    for (const part of shared.filter((one) => managedIn(config).includes(one)))
      partReasons[part] = `stack "${name}" of this project manages it`;
  const known = first !== undefined || beside.length > 0;
  return {
    partReasons,
    clientIds: new Set(marked.map(({ clientId }) => clientId)),
    doubt: known
      ? undefined
      : "No other stack of this project names this tenant, and no application shows one. Whether a stack elsewhere manages parts of it can't be known.",
  };
}

function isOf(domain: string, config: StackFile): boolean {
  const other = config["auth0:domain"];
  return typeof other === "string" && isSameDomain(other, domain);
}
