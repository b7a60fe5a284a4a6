import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { badInputs, refuseInput } from "../scenarios/badInput.ts";
import { representatives } from "../scenarios/cases.ts";
import { everyScope } from "../../settings/scopes.ts";
import { client } from "../support/stack/changes/application.ts";
import { provider } from "../support/stack/changes/unifiedSender.ts";
import { deploy, expectNoSecret, otherToken } from "../support/stack/deployedStack.ts";
import type { DeployedStack } from "../support/stack/deployedStack.ts";
import type { CommandRun } from "../support/stack/runCli.ts";

describe("npm run drift", () => {
  let stack: DeployedStack;
  beforeAll(async () => {
    stack = await deploy({ passphrase: true });
  });
  afterAll(() => stack.close());

  const drift = (
    args: string[] = [],
    changes: Record<string, string | undefined> = {},
  ): Promise<CommandRun> => stack.command("drift", ["--stack", "dev", ...args], changes);

  test("reports a token that was set after the last update", async () => {
    const stack = await deploy();
    onTestFinished(() => stack.close());
    // The history stores whole seconds: a write within the same second counts as the up's own.
    await stack.sandbox("POST", "/clock", { advanceSeconds: 60 });
    await stack.api("PATCH", await provider(stack), { credentials: { auth_token: otherToken } });
    await stack.sandbox("POST", "/clock", { advanceSeconds: -60 });
    const run = await stack.command("drift", ["--stack", "dev"]);
    expect(run.code).toBe(2);
    expect(run.text).toContain("✗ sender: Auth Token");
    expect(run.text).toContain("--send-test");
    expectNoSecret(stack, run.text);
  });

  test("shows a tenant's text as code in Markdown", async () => {
    await stack.api("PATCH", client(stack), { name: "a|b @here `x` [y](z)" });
    const run = await drift(["--markdown", "-"]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain("- actual: ``a|b @here `x` [y](z)``");
    const file = join(stack.local.folder, "drift.md");
    expect((await drift(["--markdown", file, "--json"])).code).toBe(2);
    expect(await readFile(file, "utf8")).toBe(
      run.stdout.replace(/\d+\.\d s/, /\d+\.\d s/.exec(await readFile(file, "utf8"))?.[0] ?? ""),
    );
    await stack.api("PATCH", client(stack), { name: "Twilio MFA Test" });
  });

  test("needs only the read scopes", async () => {
    const scope = everyScope.filter((one) => one.startsWith("read:"));
    const reader = (await stack.api("POST", "/clients", {
      name: "Reader",
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
    })) as { client_id: string; client_secret: string };
    const { url } = stack.local.sandbox.describe().auth0;
    await stack.api("POST", "/client-grants", {
      client_id: reader.client_id,
      audience: `${url}/api/v2/`,
      scope,
    });
    const run = await drift(["--json"], {
      AUTH0_CLIENT_ID: reader.client_id,
      AUTH0_CLIENT_SECRET: reader.client_secret,
    });
    expect(run.code).toBe(0);
    expect(run.text).not.toContain(reader.client_secret);
  });

  describe("with invalid input", () => {
    test.each(badInputs)("$name: drift reports it", (input) => refuseInput(stack, "drift", input));
    test.each(representatives(badInputs))("$name: doctor reports it", (input) =>
      refuseInput(stack, "doctor", input),
    );
    test.each(representatives(badInputs))("$name: adopt reports it", (input) =>
      refuseInput(stack, "adopt", input),
    );
  });

  test("gives up after a few tries on a tenant that always returns 429", async () => {
    await stack.sandbox("POST", "/faults", { rules: ["GET /tenants/settings * 429"] });
    onTestFinished(async () => {
      await stack.sandbox("DELETE", "/faults");
    });
    const waits: number[] = [];
    const wait = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    await expect(stack.differences(undefined, { wait })).rejects.toThrow(/more calls than its rate limit/);
    expect(waits).toHaveLength(5);
  });
});

describe("npm run doctor", () => {
  let stack: DeployedStack;
  beforeAll(async () => {
    stack = await deploy();
  });
  afterAll(() => stack.close());

  test("finds no problem after an up, in few calls, and writes nothing", async () => {
    await stack.sandbox("DELETE", "/requests");
    const { code, stdout } = await stack.command("doctor", ["--stack", "dev", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ healthy: true, calls: 6 });
    expect(code).toBe(0);
    const requests = (await stack.sandbox("GET", "/requests")) as { method: string }[];
    expect(requests.map(({ method }) => method)).toEqual(Array(5).fill("GET"));
    expectNoSecret(stack, stdout);
  });

  test("sends one test message on request, through the stack's sender", async () => {
    const { code, text } = await stack.command("doctor", ["--stack", "dev", "--send-test", "+14155552671"]);
    expect(text).toMatch(/✓ Test message +sent by SMS to \+1 415 555 2671/);
    const wrong = await stack.command("doctor", ["--stack", "dev", "--send-test", "14155552671"]);
    expect(wrong.text).toContain('--send-test ("14155552671") has no plus sign. Pass +14155552671.');
    expect(code).toBe(0);
    expect(await stack.sandbox("GET", "/messages")).toEqual([
      expect.objectContaining({ to: "+14155552671", status: "delivered" }),
    ]);
  });
});
