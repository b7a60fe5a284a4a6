import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { parsePreview } from "../../../preview/parsePreview.ts";
import { findProject } from "../../../commands/engine/project.ts";
import { rulesAgainst, withPolicyPack } from "../../../commands/userStack/policyPack.ts";
import { CommandError } from "../../../commands/terminal/command.ts";
import { commandOf } from "../../../commands/engine/pulumiArgs.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));

test.each([
  ["up", "up"],
  ["--stack dev up", "up"],
  ["-s dev up", "up"],
  ["-sdev up", "up"],
  ["--stack=dev up", "up"],
  ["--non-interactive up", "up"],
  ["-C folder --color never preview --stack up", "preview"],
  ["--config-file up preview", "preview"],
  ["stack rm up", "stack"],
  ["--version", ""],
  ["", ""],
])("the command of `pulumi %s` is %j", (line, command) => {
  expect(commandOf(line.split(" ").filter((word) => word !== ""))).toBe(command);
});

/** The calls of pulumi: the reads of state and configuration, then the command itself. */
async function calls(line: string): Promise<string[]> {
  const seen: string[] = [];
  const pulumi = {
    pulumi: (args: readonly string[]) => {
      seen.push(args.join(" "));
      return Promise.resolve({ code: 0, stdout: "{}", stderr: "" });
    },
  };
  await withPolicyPack(pulumi, project, line.split(" "), (args) => pulumi.pulumi(args));
  return seen.map((call) => call.replace(/(--policy-pack-config) .*/, "$1 FILE"));
}

describe("the policy pack", () => {
  const pack = "--policy-pack policy --policy-pack-config FILE";

  test.each([
    ["up --yes --stack dev", "stack export --stack dev"],
    ["--stack dev up --yes", "stack export --stack dev"],
    ["-s dev -C . up --yes", "stack export --stack dev --cwd ."],
    ["-sdev preview", "stack export --stack dev"],
    ["update", "stack export"],
  ])("is passed to `pulumi %s`", async (line, look) => {
    const config = look.replace("stack export", "config --json");
    expect(await calls(line)).toEqual([look, config, `${line} ${pack}`]);
  });

  test("gets the configuration of the file that is passed", async () => {
    const line = "up --config-file other.yaml --stack dev";
    expect(await calls(line)).toEqual([
      "stack export --stack dev",
      "config --json --stack dev --config-file other.yaml",
      `${line} ${pack}`,
    ]);
  });

  test.each([
    "destroy --yes",
    "stack rm up",
    "up --help",
    "up --policy-pack other",
    "up --policy-pack=other",
  ])("is not passed to `pulumi %s`", async (line) => {
    expect(await calls(line)).toEqual([line]);
  });
});

/** What a pack receives about a stack with this state and this configuration. */
async function toldOf(resources: object[], config: Record<string, unknown>) {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-pack-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "policy"));
  await writeFile(join(folder, "policy", "PulumiPolicy.yaml"), "runtime: nodejs\n");
  await writeFile(join(folder, "policy", "configuration.json"), '{"no-wildcards":{"except":["https://a"]}}');
  await writeFile(join(folder, "Pulumi.yaml"), "name: auth0-phone-mfa\n");
  const exported = JSON.stringify({ deployment: { resources } });
  const values = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? { value } : { value: JSON.stringify(value), objectValue: value },
  ]);
  const read = JSON.stringify(Object.fromEntries(values));
  const pulumi = {
    pulumi: ([command]: readonly string[]) =>
      Promise.resolve({ code: 0, stdout: command === "config" ? read : exported, stderr: "" }),
  };
  return withPolicyPack(pulumi, folder, ["up"], async (args, state) => {
    expect(state).toBe(exported);
    return JSON.parse(await readFile(args.at(-1) ?? "", "utf8")) as Record<string, object>;
  });
}

describe("the pack gets what the state holds", () => {
  const urnOf = (type: string, name: string) => `urn:pulumi:dev::auth0-phone-mfa::${type}::${name}`;
  const domain = "tenant.eu.auth0.com";
  const tenant = { urn: urnOf("pulumi:index:Stash", "tenant"), inputs: { input: { domain } } };
  const client = {
    urn: urnOf("auth0:index/client:Client", "spa"),
    resourceHooks: { BeforeDelete: ["auth0-phone-mfa:client-removal"] },
  };
  const guardian = {
    urn: urnOf("auth0:index/guardian:Guardian", "mfa"),
    inputs: { policy: "all-applications" },
    resourceHooks: { BeforeDelete: ["auth0-phone-mfa:policy-removal"] },
  };

  test("rule by rule, added to the project's configuration", async () => {
    const told = await toldOf([tenant, client, guardian], { "auth0:domain": domain });
    const recorded = [tenant.urn, client.urn, guardian.urn];
    expect(told).toMatchObject({
      "no-wildcards": { except: ["https://a"] },
      "never-delete": { recorded },
      "delete-budget": { recorded },
      "policy-not-lowered": { recordedPolicy: "all-applications", allowWeakening: false },
    });
  });

  test("without parts that are no longer managed", async () => {
    const config = { "auth0-phone-mfa:manage": ["policy"], "auth0-phone-mfa:allowWeakening": true };
    expect(await toldOf([tenant, client, guardian], config)).toMatchObject({
      "never-delete": { recorded: [tenant.urn, guardian.urn] },
      "policy-not-lowered": { recordedPolicy: "all-applications", allowWeakening: true },
    });
  });

  test("without a policy that is no longer managed", async () => {
    const told = await toldOf([tenant, guardian], { "auth0-phone-mfa:manage": ["factor"] });
    expect(told["policy-not-removed"]).toEqual({
      recorded: [tenant.urn],
      recordedPolicy: "",
      allowWeakening: false,
    });
  });

  test("unless the state belongs to a different tenant: then pulumi does not run", async () => {
    const told = toldOf([tenant, client], { "auth0:domain": "other.eu.auth0.com" });
    await expect(told).rejects.toThrow(CommandError);
    await expect(told).rejects.toThrow(/^Failed to run pulumi up: .*tenant\.eu\.auth0\.com/);
  });
});

describe("the rules against a stack as it is", () => {
  const urn = (kind: string, name: string) => `urn:pulumi:dev::acme::auth0:index/x:${kind}::${name}`;
  const step = (kind: string, name: string, inputs: object) => {
    const state = { custom: true, protect: true, inputs };
    return { op: "same", urn: urn(kind, name), oldState: state, newState: state };
  };
  const steps = parsePreview(
    JSON.stringify({
      steps: [
        step("Client", "spa", { callbacks: ["https://*.example.com"] }),
        step("PhoneNumber", "+15005550006", { phoneNumber: "+15005550006" }),
      ],
    }),
  ).steps;

  async function against(configuration: object, files = true) {
    const folder = await mkdtemp(join(tmpdir(), "rules-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "Pulumi.yaml"), "name: acme\n");
    await mkdir(join(folder, "policy"));
    if (files) await writeFile(join(folder, "policy", "PulumiPolicy.yaml"), "");
    await writeFile(join(folder, "policy", "configuration.json"), JSON.stringify(configuration));
    return rulesAgainst(await findProject(folder), steps);
  }

  test("are the mandatory ones that its resources break; what it has bought is recorded", async () => {
    expect(await against({})).toEqual([
      {
        rule: "no-wildcards",
        level: "mandatory",
        message: expect.stringContaining("*.example.com") as string,
      },
    ]);
    expect(await against({ "no-wildcards": { except: ["https://*.example.com"] } })).toEqual([]);
    expect(await against({ "no-wildcards": "advisory", "no-purchases": "mandatory" })).toEqual([]);
  });

  test("are none in a project without the pack", async () => {
    expect(await against({}, false)).toEqual([]);
  });
});
