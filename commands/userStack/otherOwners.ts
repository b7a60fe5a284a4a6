import type { Part } from "../../configuration/parts.ts";
import { managedIn } from "../../configuration/parts.ts";
import { sharedParts } from "../../findings/sharedParts.ts";
import { oneLine } from "../../mfa/oneLine.ts";
import { isSameDomain } from "../../tenant/sameDomain.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import type { Client } from "../../tenant/readers/clients.ts";
import { existingClientsIn } from "./existingClients.ts";

/** Another stack, by its file. */
export interface OtherStack {
  name: string;
  config: StackFile;
}

type PartReasons = Partial<Record<Part, string>>;

/** Other stacks that may manage parts of a tenant. */
export interface OtherOwners {
  /** Why this stack must not adopt a part; a part that is not listed may be adopted. */
  partReasons: PartReasons;
  /** Those that are certain: the file of another stack says that it manages the part. */
  certain: PartReasons;
  /** Why an application is another stack's, by client ID. */
  clientReasons: ReadonlyMap<string, string>;
  /** What is unknown, as a sentence; empty if nothing is. */
  doubt: string | undefined;
}

/**
 * Finds the other stacks that manage parts of a tenant: by the project's stack files with the same domain,
 * and by the ownership tag on each application that a stack registers.
 * @param ownTag the stack's own ownership tag, if it has been deployed
 */
export function otherOwners(
  domain: string,
  {
    stacks,
    clients,
    ownTag,
  }: { stacks: readonly OtherStack[]; clients: readonly Client[]; ownTag?: string | undefined },
): OtherOwners {
  const [suspected, certain]: [PartReasons, PartReasons] = [{}, {}];
  const marked = clients.filter(
    ({ ownershipMark }) => ownershipMark !== undefined && ownershipMark.split("/")[0] !== ownTag,
  );
  const [first] = marked;
  if (first !== undefined)
    for (const part of sharedParts)
      suspected[part] = `another stack registered the application ${oneLine(first.name)} and may manage this`;
  const beside = stacksBeside(domain, stacks);
  const clientReasons = new Map(marked.map(({ clientId }) => [clientId, "another stack registered it"]));
  for (const { name, config } of beside) {
    const why = `stack "${name}" of this project manages it`;
    for (const part of sharedPartsIn(config)) certain[part] = why;
    for (const { clientId } of existingClientsIn(config)) clientReasons.set(clientId, why);
  }
  const known = first !== undefined || beside.length > 0;
  return {
    partReasons: { ...suspected, ...certain },
    certain,
    clientReasons,
    doubt: known
      ? undefined
      : "No other stack file of this project names this tenant, and no application carries another stack's ownership tag. Another stack may still manage parts of it.",
  };
}

/** The stacks whose files name the same tenant. */
export const stacksBeside = (domain: string, stacks: readonly OtherStack[]): OtherStack[] =>
  stacks.filter(({ config }) => isOf(domain, config));

/** The shared parts that a stack's file manages. */
export const sharedPartsIn = (config: StackFile): Part[] =>
  sharedParts.filter((part) => managedIn(config).includes(part));

function isOf(domain: string, config: StackFile): boolean {
  const other = config["auth0:domain"];
  return typeof other === "string" && isSameDomain(other, domain);
}
