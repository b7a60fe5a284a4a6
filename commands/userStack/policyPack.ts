import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { brokenRules, valuesOf } from "../../policy/brokenRules.ts";
import type { Configuration } from "../../policy/brokenRules.ts";
import { rules } from "../../policy/rules/index.ts";
import type { Step, Violation } from "../../preview/Preview.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import { managedIn } from "../../configuration/parts.ts";
import { stackOf } from "../../configuration/stackOf.ts";
import { withOwnKeys } from "../../configuration/source.ts";
import type { Project } from "../engine/project.ts";
import { findProject } from "../engine/project.ts";
import { otherTenant } from "../../components/otherTenant.ts";
import { CommandError } from "../terminal/command.ts";
import { commandOf, configOptions, stackOptions, whereabouts } from "../engine/pulumiArgs.ts";
import { pinnedDomain, recordedPolicy, recordedResources, recordedUrns } from "./recordedState.ts";
import type { RecordedResource } from "./recordedState.ts";
import { isDamaged, stackFailure } from "./stackFailure.ts";

interface Recorded {
  /** The whole output of pulumi; empty if there is no stack. */
  exported: string;
  resources: RecordedResource[];
}

/**
 * Runs `pulumi`, with the project's policy pack if the command takes one. A pack sees what will be, not what
 * was, so it receives what the state holds.
 * @param run also receives the exported state
 * @throws CommandError if policy/configuration.json can't be read, or if the stack belongs to another tenant
 */
export async function withPolicyPack<Result>(
  pulumi: Pulumi,
  cwd: string,
  args: readonly string[],
  run: (args: readonly string[], exported?: string) => Promise<Result>,
): Promise<Result> {
  const command = commandOf(args);
  const given = args.some((arg) => /^--policy-pack(=|$)/.test(arg));
  if (!["preview", "pre", "up", "update"].includes(command) || given || args.includes("--help"))
    return run(args);
  const folder = resolve(cwd, whereabouts(args).cwd ?? ".");
  const project = await findProject(folder).catch(() => undefined);
  // If there is no project, the command itself says so.
  if (project === undefined) return run(args);
  const pack = packOf(project);
  if (pack === undefined) return run(args);
  const [recorded, all] = await Promise.all([readRecorded(pulumi, args), readConfig(pulumi, args)]);
  const config = withOwnKeys(project.name, all);
  const domain = pinnedDomain(recorded.resources);
  // The program says so too, but only after the other tenant has rejected every read.
  const configured = config["auth0:domain"];
  const stack = stackOf(recorded.resources[0]?.urn ?? "");
  const wrong = typeof configured === "string" ? otherTenant(domain, configured, stack) : undefined;
  if (wrong !== undefined) throw new CommandError(`Failed to run pulumi ${command}: ${wrong}`);
  const managed = managedIn(config);
  const known = {
    recorded: recordedUrns(recorded.resources, managed),
    // A policy that is no longer managed stays as it is.
    recordedPolicy: managed.includes("policy") ? recordedPolicy(recorded.resources) : "",
    allowWeakening: String(config["allowWeakening"]) === "true",
  };
  const configuration = withKnown(await readConfiguration(pack), known);
  const own = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-policy-"));
  try {
    const file = join(own, "configuration.json");
    await writeFile(file, JSON.stringify(configuration), { mode: 0o600 });
    return await run(
      [...args, "--policy-pack", relative(folder, pack), "--policy-pack-config", file],
      recorded.exported,
    );
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/**
 * The rules of a project's policy pack that stop each preview of a stack as it is, with no change.
 * @param steps a preview of all its resources
 */
export async function rulesAgainst(project: Project, steps: readonly Step[]): Promise<Violation[]> {
  const pack = packOf(project);
  if (pack === undefined) return [];
  const all = steps.flatMap(({ kind, name, urn, after }) =>
    after?.custom
      ? [
          {
            kind,
            name,
            urn,
            stack: stackOf(urn),
            properties: after.inputs,
            protect: after.protect,
            ignored: after.ignoreChanges,
          },
        ]
      : [],
  );
  const recorded = all.map(({ urn }) => urn);
  const violations = brokenRules(all, withKnown(await readConfiguration(pack), { recorded }));
  return violations.filter(({ level }) => level === "mandatory");
}

function packOf({ folder }: Project): string | undefined {
  const pack = join(folder, "policy");
  return existsSync(join(pack, "PulumiPolicy.yaml")) ? pack : undefined;
}

/** Passes each rule the values that its configuration asks for. */
function withKnown(own: Configuration, known: Record<string, unknown>): Configuration {
  const filled = rules.flatMap(({ id, configuration }) => {
    const asked = Object.entries(known).filter(([key]) => key in configuration);
    return asked.length === 0 ? [] : [[id, { ...valuesOf(own, id), ...Object.fromEntries(asked) }] as const];
  });
  return { ...own, ...Object.fromEntries(filled) };
}

async function readConfiguration(pack: string): Promise<Configuration> {
  const file = join(pack, "configuration.json");
  try {
    return JSON.parse(await readFile(file, "utf8")) as Configuration;
  } catch (error) {
    throw new CommandError(
      `Failed to read the policy pack's configuration, ${file}: ${(error as Error).message}. It must be a JSON object that maps rule IDs to values.`,
    );
  }
}

/** @throws CommandError if the state is damaged or incomplete */
async function readRecorded(pulumi: Pulumi, args: readonly string[]): Promise<Recorded> {
  const { code, stdout, stderr } = await pulumi.pulumi(["stack", "export", ...stackOptions(args)]);
  if (isDamaged(stderr)) throw await stackFailure(pulumi, whereabouts(args).stack ?? "selected", [], stderr);
  // If there is no stack, the command itself says so.
  if (code !== 0) return { exported: "", resources: [] };
  return { exported: stdout, resources: recordedResources(stdout) };
}

/**
 * The stack's configuration from pulumi, including environments; secrets have no value. If it can't be read,
 * the command itself says so.
 */
async function readConfig(pulumi: Pulumi, args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await pulumi.pulumi(["config", "--json", ...configOptions(args)]);
  if (code !== 0) return {};
  const values = JSON.parse(stdout) as Record<string, { value?: unknown; objectValue?: unknown }>;
  const plain = Object.entries(values).map(([key, { value, objectValue }]) => [key, objectValue ?? value]);
  return Object.fromEntries(plain) as Record<string, unknown>;
}
