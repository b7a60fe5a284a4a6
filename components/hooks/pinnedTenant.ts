import { otherTenant } from "./otherTenant.ts";
import { knownAccess, withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/**
 * What a `PinnedTenant` is asked by the engine (docs/decisions/0022). Pulumi's host of dynamic resources loads this file in a process
 * of its own.
 */

interface Properties {
  domain: string;
}

interface Check {
  inputs: Properties;
  failures: { property: string; reason: string }[];
}

/** Called in each preview and `up`, with what the state holds: nothing where the stack is new. */
export function check(recorded: Partial<Properties> | undefined, declared: Properties): Promise<Check> {
  const reason = otherTenant(recorded?.domain, declared.domain);
  return Promise.resolve({
    inputs: declared,
    failures: reason === undefined ? [] : [{ property: "domain", reason }],
  });
}

/** A domain that is written otherwise is the same tenant. */
export function diff(): Promise<{ changes: false }> {
  return Promise.resolve({ changes: false });
}

/**
 * Nothing is made: the state keeps the domain. A domain that is mistyped is not kept, since nobody answers there.
 *
 * @throws Error whose message says who did not answer
 */
export async function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  const { domain } = properties;
  const access = knownAccess();
  const consequence =
    "Nothing was changed. Mend: pulumi config set auth0:domain TENANT, auth0:clientId CLIENT_ID and --secret auth0:clientSecret";
  // Where the provider signs in with a key, it is the provider that finds out.
  if (access?.clientSecret !== undefined || access?.apiToken !== undefined)
    await withAccess(`reach the tenant ${domain} with this stack's credentials`, consequence, (call) =>
      call("GET", "/tenants/settings"),
    );
  return { id: domain, outs: properties };
}
