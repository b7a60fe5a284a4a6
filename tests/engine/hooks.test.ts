import { readFile, rm, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { TestStack } from "../support/stack/testStack.ts";
import { holdersOf } from "../support/secrets/processWatch.ts";
import { failOnce, testStack, writesIn } from "../support/stack/testStack.ts";
import { signInState } from "../support/stack/signInState.ts";
import { startSandbox } from "../../sandbox/index.ts";

const usable = { required: true, possible: true };

/** Changes a file of the program in the stack's own copy. */
async function edit(stack: TestStack, from: string, to: string): Promise<void> {
  const file = `${stack.local.folder}/index.ts`;
  const text = await readFile(file, "utf8");
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await rm(file);
  await writeFile(file, changed);
}

const urn = (type: string, name: string) => `**${type}::${name}`;
const replace = ["--replace", urn("auth0:index/guardian:Guardian", "mfa")];
const up = ["up", "--yes", "--skip-preview"];

describe("half of a replacement or of a rename removes nothing", () => {
  test("the MFA settings and the sender, replaced", async () => {
    const stack = await testStack({ up: true });
    const sender = ["--replace", urn("PhoneProvider", "sender")];
    const { code, stdout, stderr } = await stack.local.pulumi([...up, ...replace, ...sender]);
    expect(code, stdout + stderr).toBe(0);
    expect(await signInState(stack)).toEqual(usable);
    const writes = writesIn(await stack.calls());
    expect(writes.filter((call) => call.startsWith("DELETE"))).toEqual([]);
    expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
    expect(await stack.preview()).toEqual([]);
  });

  test("the component with its resources, under a different parent", async () => {
    const stack = await testStack({ up: true });
    const group = 'new pulumi.ComponentResource("tests:index:Group", "group")';
    await edit(stack, "...phone, protect });", `...phone, protect }, { parent: ${group} });`);
    const urns = async () =>
      (await stack.local.pulumi(["stack", "export"])).stdout.match(/urn:[^"]+Guardian::mfa/)?.[0];
    const before = await urns();
    await stack.up();
    expect(await urns()).not.toBe(before);
    expect(await signInState(stack)).toEqual(usable);
    expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
    expect(await stack.preview()).toEqual([]);
  });

  test("the MFA settings and the sender, whose replacement stopped before the old ones were deleted", async () => {
    const stack = await testStack({ up: true });
    const sender = ["--replace", urn("PhoneProvider", "sender")];
    // The application is written last, and fails; Pulumi leaves pending deletions for the next run.
    await stack.set({ callbackUrls: ["http://localhost:3000/callback"] });
    await stack.sandbox("POST", "/faults", { rules: ["PATCH /clients/* * 403"] });
    const { code } = await stack.local.pulumi([...up, "--continue-on-error", ...replace, ...sender]);
    expect(code).not.toBe(0);
    await stack.sandbox("DELETE", "/faults");
    await stack.up();
    expect(await signInState(stack)).toEqual(usable);
    expect(await stack.api("GET", "/guardian/policies")).toEqual(["all-applications"]);
    expect(await stack.preview()).toEqual([]);
  });
});

test("a component that is removed from the program is removed from the tenant; the tenant's record stays", async () => {
  const stack = await testStack({ up: true });
  await edit(
    stack,
    "= declareApplications(settings,",
    "= declareApplications({ ...settings, applications: {} },",
  );
  await stack.calls();
  await stack.up();
  expect(writesIn(await stack.calls())).toEqual(["DELETE /clients/{id}"]);
  expect(await signInState(stack)).toEqual(usable);
});

test("an explicit Auth0 provider is accepted for the same tenant, and rejected for a different one", async () => {
  const stack = await testStack({ up: true });
  await edit(stack, "import * as pulumi", 'import * as auth0 from "@pulumi/auth0";\nimport * as pulumi');
  await edit(
    stack,
    "  const sender = await",
    `  const { domain, clientId, clientSecret: secret } = access;
  const given = { clientId, clientSecret: pulumi.secret(secret ?? "") };
  const provider = new auth0.Provider("own", { ...given, domain });
  const sender = await`,
  );
  await edit(stack, "...phone, protect });", "...phone, protect }, { provider });");
  await edit(
    stack,
    "declareApplications(settings, tenant)",
    "declareApplications(settings, tenant, provider)",
  );
  await edit(
    stack,
    "}: Settings, tenant: Auth0Tenant)",
    "}: Settings, tenant: Auth0Tenant, provider: auth0.Provider)",
  );
  await edit(stack, "...application, protect });", "...application, protect }, { provider });");
  await stack.calls();
  await stack.up();
  expect(await stack.calls()).toEqual([]);

  await edit(stack, "...given, domain }", '...given, domain: domain.replace("localhost", "127.0.0.1") }');
  const said = await stack.failingUp();
  expect(said).toMatch(/its Auth0 provider uses 127\.0\.0\.1:\d+; nothing was changed\. Fix:/);
  expect(said).not.toMatch(/^\s+at /m);
  expect(await stack.calls()).toEqual([]);
  expect(await signInState(stack)).toEqual(usable);
});

describe("--target", () => {
  const guardian = ["--target", urn("Guardian", "mfa")];

  test("does not bypass the check of the sender's credentials", async () => {
    const stack = await testStack();
    await stack.set({ mfaPolicy: "never" });
    await stack.up();
    await stack.set({ mfaPolicy: "always" });
    await stack.local.configure({}, { "twilio:authToken": "0".repeat(32) });
    await stack.calls();
    const { code, stdout, stderr } = await stack.local.pulumi([...up, ...guardian]);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/have not reached the tenant.*without --target/s);
    expect(writesIn(await stack.calls())).toEqual([]);
  });

  test("destroys the given resource, and what depends on it", async () => {
    const stack = await testStack({ up: true });
    await stack.local.pulumi(["destroy", "--yes", "--skip-preview", ...guardian]);
    expect(await signInState(stack)).toEqual({ required: false, possible: false });
    await stack.up();
    expect(await signInState(stack)).toEqual(usable);
  });
});

test("a destroy without the program is rejected by the engine before anything changes", async () => {
  const stack = await testStack({ up: true });
  await stack.calls();
  const { code, stdout, stderr } = await stack.local.pulumi([
    "destroy",
    "--yes",
    "--skip-preview",
    "--run-program=false",
  ]);
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain("You must run with the `--run-program` flag");
  expect(writesIn(await stack.calls())).toEqual([]);
});

test("a destroy runs despite errors in the configuration and at the carrier", async () => {
  const stack = await testStack({ up: true });
  await stack.sandbox("PATCH", "/carriers/twilio", { suspended: true });
  await stack.set({ sender: "vonage", callbackUrls: ["not a URL"], twilioFrom: "none" });
  await stack.destroy();
  expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
});

test("a protected stack's destroy writes nothing", async () => {
  const stack = await testStack({ up: true, stack: "prod" });
  await stack.calls();
  await stack.failingDestroy();
  expect(writesIn(await stack.calls())).toEqual([]);
});

test("a failed change that is reverted is also reverted in the tenant", async () => {
  const stack = await testStack({ up: true });
  await stack.set({ mfaPolicy: "never" });
  await failOnce(stack, "PUT /guardian/policies");
  await stack.failingUp();
  await stack.set({ mfaPolicy: "always" });
  await stack.up();
  expect(await signInState(stack)).toEqual(usable);
  expect(await stack.preview()).toEqual([]);
});

test.each([["refresh"], ["up"]])(
  "pulumi %s without a change of the program keeps the hooks",
  async (command) => {
    const stack = await testStack({ up: true });
    if (command === "refresh") await stack.refresh();
    else await stack.up("--refresh");
    await stack.destroy();
    expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
  },
);

test("an engine that is killed while a hook runs leaves no process that knows a secret", async () => {
  // The saved stacks share their tenant's secrets with other tests' stacks, so this one starts from none.
  const tenant = await startSandbox({ phoneExperience: "unified" });
  const { clientSecret } = tenant.describe().auth0;
  const stack = await testStack({ tenant, attach: false });
  const kill = new AbortController();
  const killed = stack.local.pulumi(up, { kill: kill.signal });
  const calls = async () =>
    ((await stack.sandbox("GET", "/requests")) as { path: string }[]).map(({ path }) => path);
  while (!(await calls()).includes("/api/v2/guardian/policies"));
  expect(holdersOf(clientSecret)).not.toEqual([]);
  kill.abort();
  await killed;
  await expect.poll(() => holdersOf(clientSecret), { timeout: 10_000 }).toEqual([]);
});
