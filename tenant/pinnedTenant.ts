import type { Auth0Access } from "../settings/auth0.ts";
import { callManagementApi, CallRefused } from "./managementApi.ts";
import { otherTenant } from "./otherTenant.ts";
import type { StackConfig } from "./stackAccess.ts";
import { accessOf, withoutStack } from "./stackAccess.ts";

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

let access: Auth0Access | undefined;

/** Called once a process, with the stack's configuration. */
export function configure({ config }: { config: StackConfig }): Promise<void> {
  access = accessOf(config);
  return Promise.resolve();
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
  // Where the provider signs in with a key, it is the provider that finds out.
  if (access?.clientSecret !== undefined || access?.apiToken !== undefined) await look(access);
  return { id: properties.domain, outs: properties };
}

async function look(access: Auth0Access): Promise<void> {
  try {
    await callManagementApi(access, "GET", "/tenants/settings");
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw withoutStack(
      `Failed to reach the tenant ${access.domain} with this stack's credentials: ${error.message}. Nothing was changed. ` +
        "Mend: pulumi config set auth0:domain TENANT, auth0:clientId CLIENT_ID and --secret auth0:clientSecret",
    );
  }
}
