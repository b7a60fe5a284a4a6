import { expect } from "vitest";
import type { LocalStack } from "../../../commands/local/localStack.ts";
import { readConfiguration, readState } from "../../../commands/userStack/stackReading.ts";
import { outputsIn } from "../../../commands/userStack/revealedState.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compareStack } from "../../../commands/drift/compareStack.ts";
import { madeBy } from "../../../commands/drift/Declared.ts";
import type { Declared } from "../../../commands/drift/Declared.ts";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import { realTransport } from "../../../tenant/http/requestJson.ts";
import type { Transport } from "../../../tenant/http/requestJson.ts";
import type { Messages } from "../../../mfa/templates.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { Api } from "../../../commands/local/localTenant.ts";
import { managementApi, sandboxApi } from "../../../commands/local/localTenant.ts";
import type { CommandRun } from "./runCli.ts";
import { runCli } from "./runCli.ts";
import type { TestStackOptions } from "./testStack.ts";
import { openTestStack } from "./testStack.ts";

/**
 * A deployed stack for its commands and its tenant's administrator. Many tests share it, so each undoes its
 * changes.
 */
export interface DeployedStack {
  local: LocalStack;
  declared: Omit<Declared, "lastUp">;
  sender: NonNullable<Settings["sender"]>;
  messages: Messages;
  /** One call of the tenant's Management API, as an administrator would make it. */
  api: Api;
  sandbox: Api;
  /** What differs, found in this process. */
  differences: (lastUp?: Date, transport?: Partial<Transport>) => Promise<Comparison[]>;
  /** One of the commands in a process of its own, with what the stack's owner has in the environment. */
  command: (
    name: string,
    args: string[],
    changes?: Record<string, string | undefined>,
  ) => Promise<CommandRun>;
  close: () => Promise<void>;
}

/**
 * A deployed stack on its own tenant. With `up: false` it is deployed here, for tests that depend on the time
 * of the up.
 */
export async function deploy(options: TestStackOptions = {}): Promise<DeployedStack> {
  const local = await openTestStack({ up: true, ...options });
  if (options.up === false) {
    const up = await local.pulumi(["up", "--yes", "--skip-preview"]);
    if (up.code !== 0) throw new Error(`pulumi up failed:\n${up.stdout}\n${up.stderr}`);
  }
  const [{ settings }, state] = await Promise.all([
    readConfiguration(local, "dev", { project: local.projectName, environment: local.environment }),
    readState(local, "dev"),
  ]);
  const { sender, messages } = settings;
  if (!sender || !messages) throw new Error("the committed stack manages all parts");
  const declared = { stack: "dev", settings, ...madeBy(outputsIn(state)) };
  const description = local.sandbox.describe();
  const { auth0 } = description;
  return {
    local,
    declared,
    sender,
    messages,
    api: managementApi(description),
    sandbox: sandboxApi(description),
    differences: async (lastUp, transport) => {
      const api = new ManagementApi(settings.auth0, {
        ...realTransport,
        // This process does not trust the tenant's CA.
        fetch: (url, init) => fetch(url.replace(auth0.url, auth0.plainUrl), init),
        ...transport,
      });
      const comparisons = await compareStack(api, { ...declared, lastUp });
      return comparisons.filter(({ agrees }) => !agrees);
    },
    command: (name, args, changes = {}) => runCli(local, name, args, changes),
    close: () => local.close(),
  };
}

/** A replacement for a token or a credential. */
export const otherToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/** Everything that must appear nowhere. */
function secretsIn({ local, sender }: DeployedStack): string[] {
  const { auth0, twilio, plivo } = local.sandbox.describe();
  const passphrase = local.environment["PULUMI_CONFIG_PASSPHRASE"];
  return [
    auth0.clientSecret,
    auth0.managementToken,
    twilio.authToken,
    plivo.authToken,
    otherToken,
    sender.authToken,
    ...(passphrase === undefined ? [] : [passphrase]),
  ];
}

export function expectNoSecret(stack: DeployedStack, text: string): void {
  expect(secretsIn(stack).filter((secret) => secret === "" || text.includes(secret))).toEqual([]);
}
