import type { TornDown } from "../components/Teardown.ts";
import { readAuth0 } from "../settings/auth0.ts";
import type { Auth0Access } from "../settings/auth0.ts";
import { callManagementApi, CallRefused } from "./managementApi.ts";

/**
 * What runs when a `Teardown` is deleted (docs/decisions/0016). Pulumi's host of dynamic resources loads this file in a
 * process of its own, also in `pulumi destroy`, where the program does not run.
 */

interface Properties {
  setting: TornDown;
}

interface StackConfig {
  get(key: string): string | undefined;
}

let access: Auth0Access | undefined;

/** Called once a process, with the stack's configuration. */
export function configure({ config }: { config: StackConfig }): Promise<void> {
  access = accessOf(config);
  return Promise.resolve();
}

/** Nothing is made: the resource exists to be deleted. */
export function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  return Promise.resolve({ id: properties.setting, outs: properties });
}

/** Nothing ever changes: what a delete does is this file's. */
export function diff(): Promise<{ changes: false }> {
  return Promise.resolve({ changes: false });
}

const steps: Record<TornDown, { what: string; path: string; body: unknown }> = {
  policy: { what: "set the MFA policy to Never", path: "/guardian/policies", body: [] },
  factor: { what: "turn the phone factor off", path: "/guardian/factors/sms", body: { enabled: false } },
};

/** @throws Error whose message says what was not done, and that what it rests on was left as it is. */
async function tearDown(_id: string, { setting }: Properties): Promise<void> {
  const { what, path, body } = steps[setting];
  if (access === undefined) throw new Error(`Failed to ${what}: the stack's configuration is not known.`);
  try {
    await callManagementApi(access, "PUT", path, body);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw withoutStack(
      `Failed to ${what}: ${error.message}. What sends messages was left as it is, so users can still sign in. ` +
        "Mend what it says and run the command again.",
    );
  }
}
export { tearDown as delete };

/** The host prints an error's stack, which is no help where a call was refused. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}

function accessOf(config: StackConfig): Auth0Access {
  const keys = ["domain", "clientId", "clientSecret", "apiToken", "audience"].map((key) => `auth0:${key}`);
  const values = Object.fromEntries(
    keys.flatMap((key) => {
      const value = config.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  ) as Record<string, string>;
  return readAuth0(
    { project: "", stack: "", values, isSecret: () => true, environment: process.env },
    // What is wrong was said by the program; here it shows in the call.
    [],
  );
}
