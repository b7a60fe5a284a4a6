import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../sandbox/index.ts";
import { setValues } from "../../commands/engine/stackFile.ts";
import { runCli } from "../support/stack/runCli.ts";
import { isWrite, testStack, writesIn } from "../support/stack/testStack.ts";
import type { Call, TestStack } from "../support/stack/testStack.ts";

/** Another tenant, with its own credentials, as an environment that was meant for another stack names it. */
async function otherTenant() {
  const sandbox = await startSandbox({ phoneExperience: "unified" });
  onTestFinished(() => sandbox.stop());
  const { auth0 } = sandbox.describe();
  const writes = async (): Promise<Call[]> => {
    const calls = (await (await fetch(`${auth0.plainUrl}/sandbox/requests`)).json()) as Call[];
    return calls.filter(isWrite);
  };
  const credentials = { AUTH0_CLIENT_ID: auth0.clientId, AUTH0_CLIENT_SECRET: auth0.clientSecret };
  return { domain: auth0.domain, credentials, writes };
}

async function run(stack: TestStack, environment: Record<string, string>, ...args: string[]) {
  const env = { ...process.env, ...stack.local.environment, ...environment };
  const { code, stdout, stderr } = await stack.local.pulumi(args, { env });
  return { code, words: stdout + stderr };
}

const commands = [["preview"], ["up", "--yes", "--skip-preview"]];

test("a deployed stack never writes to a different tenant, regardless of its file, not even in a destroy", async () => {
  const stack = await testStack({ up: true });
  const { domain } = stack.local.sandbox.describe().auth0;
  const other = await otherTenant();
  const file = `${stack.local.folder}/Pulumi.dev.yaml`;
  await setValues(file, { "auth0:domain": other.domain });
  await stack.calls();

  const reason = `this stack belongs to the tenant ${domain}, but auth0:domain is ${other.domain}; nothing was changed. Fix: pulumi config set auth0:domain ${domain} --stack dev.`;
  for (const args of commands) {
    for (const more of [[], ["--refresh"]]) {
      const { code, words } = await run(stack, other.credentials, ...args, ...more);
      expect(code).not.toBe(0);
      expect(words).toContain(reason);
    }
    const ours = await runCli(stack.local, "pulumi", [...args, "--stack", "dev"], other.credentials);
    expect(ours.code).toBe(1);
    expect(ours.text).toContain(reason);
  }
  const destroy = await run(stack, other.credentials, "destroy", "--yes", "--skip-preview");
  expect(destroy.code).not.toBe(0);
  expect(await other.writes()).toEqual([]);
  expect(writesIn(await stack.calls())).toEqual([]);

  await setValues(file, { "auth0:domain": domain });
  expect(await stack.preview()).toEqual([]);
});

test("a variable with a different tenant stops a run before any call", async () => {
  const stack = await testStack();
  const other = await otherTenant();
  for (const args of commands) {
    const { code, words } = await run(stack, { AUTH0_DOMAIN: other.domain, ...other.credentials }, ...args);
    expect(code).not.toBe(0);
    expect(words).toContain(`the variable AUTH0_DOMAIN is ${other.domain}`);
  }
  expect(await other.writes()).toEqual([]);
  expect(await stack.calls()).toEqual([]);
});
