import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AdoptionPlan } from "../../../commands/adopt/planAdoption.ts";
import { takeOver } from "../../../commands/adopt/command/takeOver.ts";
import type { RunResult } from "../../../commands/engine/run.ts";
import { types } from "../../../findings/PartFinding.ts";

const before = "config:\n  auth0:domain: tenant.eu.auth0.com\n";
const emptyState = '{"deployment":{}}';

const urn = (type: string, name: string) => `urn:pulumi:dev::auth0-phone-mfa::${type}::${name}`;
const state = { custom: true, inputs: { name: "Shop" } };
const changed = {
  op: "update",
  urn: urn(types.client, "spa"),
  oldState: state,
  newState: { ...state, inputs: { name: "Other" } },
  detailedDiff: { callbacks: { kind: "update" } },
};
const unchanged = { op: "same", urn: urn(types.client, "spa"), oldState: state, newState: state };
const noted = { op: "create", urn: urn("pulumi:index:Stash", "tenant"), newState: state };
const previewOf = (...steps: object[]) => JSON.stringify({ steps });

/** The application, as the plan found it and as the program declares it. */
const plan: AdoptionPlan = {
  findings: [],
  managed: ["application"],
  configuration: { appName: "Shop" },
  unknown: [],
  imports: [{ type: types.client, name: "spa", id: "cli_1" }],
  leftAlone: [],
  shared: [],
};
const declared = [{ type: types.client, name: "spa" }];

interface Script {
  /** What `pulumi preview --json` shows after the import. */
  preview?: string;
  /** What the program declares, as the file of imports lists it. */
  resources?: readonly object[];
  /** The error output of commands, by their first words. */
  failing?: Readonly<Record<string, string>>;
  newSecrets?: Readonly<Record<string, string>>;
  /** The command at which the stack's folder disappears. */
  lostAt?: string;
}

/** A stack in its own folder, whose `pulumi` responds as a script says and records its calls. */
async function newTaking(script: Script = {}) {
  const { preview, resources = declared, failing = {}, newSecrets = {}, lostAt } = script;
  const folder = await mkdtemp(join(tmpdir(), "taking-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "Pulumi.dev.yaml");
  await writeFile(file, before);
  const ran: string[] = [];
  const inputs: Record<string, string | undefined> = {};

  async function answer(said: string, args: readonly string[], input?: string): Promise<RunResult> {
    ran.push(said);
    inputs[said] = input;
    if (said === lostAt) await rm(folder, { recursive: true });
    const fault = Object.entries(failing).find(([command]) => said.startsWith(command));
    if (fault !== undefined) return { code: 255, stdout: "", stderr: `Updating\nerror: ${fault[1]}\nDone` };
    const path = args.find((arg) => arg.endsWith("imports.json")) ?? "";
    if (said === "preview --import-file") await writeFile(path, JSON.stringify({ resources }));
    if (said.startsWith("import")) inputs["imports"] = await readFile(path, "utf8");
    const json = preview ?? previewOf(unchanged, noted);
    return { code: 0, stdout: said.startsWith("preview --json") ? json : emptyState, stderr: "" };
  }

  return {
    ran,
    inputs,
    configuration: () => readFile(file, "utf8"),
    file,
    work: () =>
      takeOver(plan, {
        pulumi: {
          pulumi: (args, options) => answer(commandOf(args), args, options?.input),
        },
        stack: "dev",
        project: {
          name: "auth0-phone-mfa",
          folder,
          file: join(folder, "Pulumi.yaml"),
          defaults: {},
          refreshes: false,
          stackFile: () => file,
        },
        values: {},
        newSecrets,
        newValues: { plivoFrom: "+15005550006" },
      }),
  };
}

/** A command without the paths and the stack's name. */
const commandOf = (args: readonly string[]): string =>
  args
    .filter((arg, index) => !arg.includes("/") && arg !== "--stack" && args[index - 1] !== "--stack")
    .join(" ");

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "it did not fail",
    (error: unknown) => String(error),
  );

const asBefore = "Nothing was changed: configuration and state are as they were before.";

test("adopts a tenant that matches the stack exactly", async () => {
  const secret = { "twilio:authToken": "the token" };
  const { ran, inputs, configuration, work } = await newTaking({ newSecrets: secret });
  expect((await work()).map(({ name }) => name)).toEqual(["spa", "tenant"]);
  expect(await configuration()).toBe(
    `${before}  auth0-phone-mfa:appName: Shop\n  auth0-phone-mfa:plivoFrom: "+15005550006"\n`,
  );
  expect(ran).toEqual([
    "stack export",
    "config set --secret twilio:authToken",
    "preview --import-file",
    "import --file --yes --skip-preview --protect=false --generate-code=false",
    "stack export --show-secrets",
    "stack import",
    "preview --json --show-sames",
    "up --yes --skip-preview",
    "preview --expect-no-changes",
  ]);
  expect(inputs["config set --secret twilio:authToken"]).toBe("the token");
  expect(JSON.parse(inputs["imports"] ?? "")).toEqual({
    resources: [{ type: types.client, name: "spa", id: "cli_1" }],
  });
});

describe("a change to the tenant is rejected and listed, and the stack stays unchanged", () => {
  test.each<[string, Script, string]>([
    [
      "one change in the preview",
      { preview: previewOf(unchanged, changed) },
      "the preview shows changes: update Client spa (callbacks).",
    ],
    [
      "a resource that the tenant does not have",
      { resources: [...declared, { type: types.guardian, name: "policy" }] },
      "the stack would create resources that the tenant does not have: Guardian policy.",
    ],
    [
      "a tenant that can't be read",
      { failing: { "import --file": "403 Forbidden" } },
      "pulumi import --file failed:\nerror: 403 Forbidden",
    ],
    [
      "an up that fails",
      { failing: { "up --yes": "the plugin exited" } },
      "pulumi up --yes failed:\nerror: the plugin exited",
    ],
    [
      "a change in the last preview",
      { failing: { "preview --expect-no-changes": "no changes were expected but changes were proposed" } },
      "pulumi preview --expect-no-changes failed:\nerror: no changes were expected but changes were proposed",
    ],
  ])("%s", async (_, script, why) => {
    const { ran, inputs, configuration, work } = await newTaking(script);
    expect(await failureOf(work())).toBe(`CommandError: Failed to adopt the tenant: ${why}\n${asBefore}`);
    expect(await configuration()).toBe(before);
    expect(ran.at(-1)).toBe("stack import --force");
    expect(inputs["stack import --force"]).toBe(emptyState);
  });

  test("sends nothing if the preview has one change", async () => {
    const { ran, work } = await newTaking({ preview: previewOf(changed) });
    await failureOf(work());
    expect(ran.filter((command) => command.startsWith("up"))).toEqual([]);
  });
});

test("a stack that can't be exported stays unchanged", async () => {
  const { ran, configuration, work } = await newTaking({ failing: { "stack export": "locked" } });
  expect(await failureOf(work())).toBe(
    `CommandError: Failed to adopt the tenant: pulumi stack export failed:\nerror: locked\n${asBefore}`,
  );
  expect(await configuration()).toBe(before);
  expect(ran).toEqual(["stack export"]);
});

describe("if restoring also fails, both errors are reported, with a command to restore by hand", () => {
  /** The message, and the copy that it names. */
  async function failed(script: Script, command: RegExp) {
    const taking = await newTaking({ failing: { "up --yes": "the plugin exited" }, ...script });
    const said = await failureOf(taking.work());
    const copy = command.exec(said)?.[1] ?? "";
    onTestFinished(() => rm(dirname(copy), { recursive: true, force: true }));
    expect(said).not.toContain("Nothing was changed");
    return { ...taking, said, copy: await readFile(copy, "utf8") };
  }

  test("imports the state from a file", async () => {
    const failing = { "up --yes": "the plugin exited", "stack import --force": "the stack is locked" };
    const command = /npm run pulumi -- stack import --force --stack dev --file (\S+)$/;
    const { said, copy, configuration } = await failed({ failing }, command);
    expect(said).toContain("Failed to adopt the tenant: pulumi up --yes failed:\nerror: the plugin exited\n");
    expect(said).toContain(
      "Failed to restore what was there before: pulumi stack import failed:\nerror: the stack is locked\n",
    );
    expect(copy).toBe(emptyState);
    // The configuration was restored: there is nothing to do about it.
    expect(await configuration()).toBe(before);
    expect(said).not.toContain("cp ");
  });

  test("a failure to restore the configuration does not prevent restoring the state", async () => {
    const { said, copy, file, ran } = await failed({ lostAt: "up --yes --skip-preview" }, /cp (\S+) \S+$/);
    expect(said).toContain("error: the plugin exited\n");
    expect(said).toContain("ENOENT");
    expect(said).toMatch(new RegExp(` ${file}$`));
    expect(copy).toBe(before);
    expect(ran.at(-1)).toBe("stack import --force");
    expect(said).not.toContain("-- stack import");
  });
});
