import { z } from "zod";
import { isTakenBackBy, removalsIn } from "../../configuration/parts.ts";
import { CommandError } from "../terminal/command.ts";

/** A resource as `pulumi stack export` gives it. Its secrets stay encrypted. */
const resource = z.object({
  urn: z.string(),
  external: z.boolean().catch(false),
  inputs: z.record(z.string(), z.unknown()).catch({}),
  ignoreChanges: z.array(z.string()).catch([]),
  resourceHooks: z.object({ BeforeDelete: z.array(z.string()).catch([]) }).catch({ BeforeDelete: [] }),
});

export type RecordedResource = z.infer<typeof resource>;

const exportedState = z.object({
  deployment: z.object({ resources: z.array(resource).nullish() }).nullish(),
});

/** What a stack's state holds of its own: nothing that it only reads. */
export const recordedResources = (exported: string): RecordedResource[] =>
  (exportedState.parse(JSON.parse(exported)).deployment?.resources ?? []).filter(({ external }) => !external);

const pinned = z.object({ input: z.object({ domain: z.string(), ownershipTag: z.string().optional() }) });

const pinnedIn = (resources: readonly RecordedResource[]) =>
  pinned.safeParse(resources.find(({ urn }) => urn.endsWith("pulumi:index:Stash::tenant"))?.inputs).data
    ?.input;

/** What the stack marks the applications with that it registers; `undefined` before its first up. */
export const recordedTag = (resources: readonly RecordedResource[]): string | undefined =>
  pinnedIn(resources)?.ownershipTag;

/**
 * The domain of the tenant that a stack is of; `undefined` if it has nothing of a tenant yet.
 *
 * @throws CommandError if the state holds a tenant's resources and does not say which tenant's
 */
export function pinnedDomain(resources: readonly RecordedResource[]): string | undefined {
  if (resources.some(({ urn }) => urn.endsWith("pulumi-nodejs:dynamic:Resource::tenant")))
    throw new CommandError(
      "Failed to read the state: a program of before the first release made it, which this one can't take over. Destroy the stack with that program, then run this one.",
    );
  const found = pinnedIn(resources)?.domain;
  if (found === undefined && resources.some(({ urn }) => /[$:]auth0:index\//.test(urn)))
    throw new CommandError(
      "Failed to read the state: it holds resources of a tenant and does not say which tenant's. Put back an earlier one: pulumi stack history, pulumi stack import.",
    );
  return found;
}

/** The MFA policy that the stack declared last, in the provider's words; empty if it declared none. */
export function recordedPolicy(resources: readonly RecordedResource[]): string {
  const guardian = resources.find(({ urn }) => urn.endsWith("auth0:index/guardian:Guardian::mfa"));
  if (guardian === undefined || guardian.ignoreChanges.includes("policy")) return "";
  const { policy } = guardian.inputs;
  if (typeof policy === "string") return policy;
  throw new CommandError(
    "Failed to read the state: its MFA settings hold no policy. Put back an earlier state: pulumi stack history, pulumi stack import.",
  );
}

/**
 * The URNs of what the stack would take back if it declared it no more. What the stack does not manage is
 * handed over, as it is.
 */
export const recordedUrns = (resources: readonly RecordedResource[], managed: readonly string[]): string[] =>
  resources
    .filter(({ resourceHooks }) => {
      const own = removalsIn(resourceHooks.BeforeDelete);
      return own.length === 0 || own.some((name) => isTakenBackBy(name, managed));
    })
    .map(({ urn }) => urn);
