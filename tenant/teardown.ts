import type { TornDown } from "../components/Teardown.ts";
import type { Auth0Access } from "../settings/auth0.ts";
import { callManagementApi, CallRefused } from "./managementApi.ts";
import { otherTenant } from "./otherTenant.ts";
import type { StackConfig } from "./stackAccess.ts";
import { accessOf, withoutStack } from "./stackAccess.ts";

/**
 * What runs when a `Teardown` is deleted (docs/decisions/0016). Pulumi's host of dynamic resources loads this file in a
 * process of its own, also in `pulumi destroy`, where the program does not run.
 */

interface Properties {
  part: TornDown;
  /** The tenant that it was made for; states of before 2026-11 do not have it. */
  domain?: string;
}

let access: Auth0Access | undefined;

/** Called once a process, with the stack's configuration. */
export function configure({ config }: { config: StackConfig }): Promise<void> {
  access = accessOf(config);
  return Promise.resolve();
}

/** Nothing is made: the resource exists to be deleted. */
export function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  const domain = access === undefined ? {} : { domain: access.domain };
  return Promise.resolve({ id: properties.part, outs: { ...properties, ...domain } });
}

/** Nothing ever changes: what a delete does is this file's. */
export function diff(): Promise<{ changes: false }> {
  return Promise.resolve({ changes: false });
}

/** @throws Error whose message says what was not done, and why; nothing was changed then. */
async function tearDown(_id: string, { part, domain }: Properties): Promise<void> {
  const { what, run } = steps[part];
  try {
    if (access === undefined) throw new CallRefused("the stack's configuration is not known");
    // A destroy runs no program, which would have stopped here.
    const wrong = otherTenant(domain, access.domain);
    if (wrong !== undefined) throw new CallRefused(wrong);
    await run(access);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw withoutStack(
      `Failed to ${what}: ${error.message}. What sends messages was left as it is, so users can still sign in. ` +
        "Mend what it says and run the command again.",
    );
  }
}
export { tearDown as delete };

const steps: Record<TornDown, { what: string; run: (access: Auth0Access) => Promise<unknown> }> = {
  policy: {
    what: "set the MFA policy to Never",
    run: (access) => callManagementApi(access, "PUT", "/guardian/policies", []),
  },
  factor: {
    what: "turn the phone factor off",
    async run(access) {
      const { required, on } = await readMfa(access);
      // Any of these can be a user's only factor; the others need one of them beside [secure/multi-factor-authentication/enable-mfa].
      const others = ["otp", "push-notification", "webauthn-roaming", "duo"].filter((name) => on.has(name));
      if (required && others.length === 0)
        throw new CallRefused(`${stillRequired}, and there is no other factor`);
      await callManagementApi(access, "PUT", "/guardian/factors/sms", { enabled: false });
    },
  },
  sender: {
    what: "take the sender of phone messages away",
    async run(access) {
      const { required, on } = await readMfa(access);
      if (required && on.has("sms")) throw new CallRefused(`${stillRequired}, with the phone factor on`);
    },
  },
};

const stillRequired = "the tenant still requires MFA, by a policy that this stack does not manage";

async function readMfa(access: Auth0Access): Promise<{ required: boolean; on: ReadonlySet<string> }> {
  const policies = (await callManagementApi(access, "GET", "/guardian/policies")) as string[];
  const factors = (await callManagementApi(access, "GET", "/guardian/factors")) as {
    name: string;
    enabled: boolean;
  }[];
  const on = factors.filter(({ enabled }) => enabled).map(({ name }) => name);
  return { required: policies.length > 0, on: new Set(on) };
}
