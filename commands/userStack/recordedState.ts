import { z } from "zod";
import { isTakenBackBy, removalsIn } from "../../configuration/parts.ts";
import { isAdopted } from "../../preview/removals.ts";
import { CommandError } from "../terminal/command.ts";

/** A resource from `pulumi stack export`. Its secrets stay encrypted. */
const resource = z.object({
  urn: z.string(),
  external: z.boolean().catch(false),
  protect: z.boolean().catch(false),
  inputs: z.record(z.string(), z.unknown()).catch({}),
  ignoreChanges: z.array(z.string()).catch([]),
  resourceHooks: z.object({ BeforeDelete: z.array(z.string()).catch([]) }).catch({ BeforeDelete: [] }),
});

/** The engine exports an earlier state from Pulumi Cloud only. */
const restore =
  "Fix: restore an earlier state. In Pulumi Cloud, run pulumi stack export --version N --file state.json, with N from pulumi stack history, then pulumi stack import --file state.json. With another backend, restore its backup.";

export type RecordedResource = z.infer<typeof resource>;

const exportedState = z.object({
  deployment: z.object({ resources: z.array(resource).nullish() }).nullish(),
});

/** The resources that a stack's state owns, without those that it only reads. */
export const recordedResources = (exported: string): RecordedResource[] =>
  (exportedState.parse(JSON.parse(exported)).deployment?.resources ?? []).filter(({ external }) => !external);

const pinned = z.object({ input: z.object({ domain: z.string(), ownershipTag: z.string().optional() }) });

const pinnedIn = (resources: readonly Pick<RecordedResource, "urn" | "inputs">[]) =>
  pinned.safeParse(resources.find(({ urn }) => urn.endsWith("pulumi:index:Stash::tenant"))?.inputs).data
    ?.input;

/** The stack's ownership tag for its applications; `undefined` before its first up. */
export const recordedTag = (
  resources: readonly Pick<RecordedResource, "urn" | "inputs">[],
): string | undefined => pinnedIn(resources)?.ownershipTag;

/**
 * The domain of a stack's tenant; `undefined` if it has nothing on a tenant yet.
 * @throws CommandError if the state holds a tenant's resources but does not record the tenant
 */
export function pinnedDomain(resources: readonly RecordedResource[]): string | undefined {
  if (resources.some(({ urn }) => urn.endsWith("pulumi-nodejs:dynamic:Resource::tenant")))
    throw new CommandError(
      "Failed to read the state: it was made by a version from before the first release, which this version can't read. Fix: destroy the stack with that version, then run this one.",
    );
  const found = pinnedIn(resources)?.domain;
  if (found === undefined && resources.some(({ urn }) => /[$:]auth0:index\//.test(urn)))
    throw new CommandError(
      `Failed to read the state: it holds resources of a tenant but does not record the tenant. ${restore}`,
    );
  return found;
}

/** The MFA policy that the stack declared last, by the provider's name; empty if it declared none. */
export function recordedPolicy(resources: readonly RecordedResource[]): string {
  const guardian = resources.find(({ urn }) => urn.endsWith("auth0:index/guardian:Guardian::mfa"));
  if (guardian === undefined || guardian.ignoreChanges.includes("policy")) return "";
  const { policy } = guardian.inputs;
  if (typeof policy === "string") return policy;
  throw new CommandError(`Failed to read the state: its MFA settings hold no policy. ${restore}`);
}

/**
 * The URNs of the resources that the stack would remove if it no longer declared them. Resources that
 * the stack no longer manages and adopted applications stay on the tenant unchanged.
 */
export const recordedUrns = (resources: readonly RecordedResource[], managed: readonly string[]): string[] =>
  resources
    .filter(({ urn, ignoreChanges, resourceHooks }) => {
      const own = removalsIn(resourceHooks.BeforeDelete);
      if (urn.includes("auth0:index/client:Client::") && isAdopted({ ignoreChanges, removals: own }))
        return false;
      return own.length === 0 || own.some((name) => isTakenBackBy(name, managed));
    })
    .map(({ urn }) => urn);
