import { cp, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { withoutAccounts } from "./accounts.ts";
import { attach } from "./attach.ts";
import type { Attachable } from "./attach.ts";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";
import type { RunProgram } from "./nodeHost/runProgram.ts";
import type { RunOptions, RunResult } from "./run.ts";
import { run } from "./run.ts";
import { withProgram } from "./withProgram.ts";
import { packagesOf } from "./packagesOf.ts";
import { findProject } from "./project.ts";
import { encryptionOf, forgetAccounts, keepStackFilesBeside, setValues } from "./stackFile.ts";
import { fullKey } from "../../configuration/source.ts";

export interface IsolatedStackOptions {
  engine: Engine;
  /** The folder of the Pulumi project, or a folder below it. It is only read. */
  project: string;
  /** The stack's name. Its `Pulumi.NAME.yaml` is copied if it exists. */
  stack: string;
  /** A folder for this stack's working copy, state and history. */
  folder: string;
  /** PULUMI_HOME: plugins, but no files of the user. */
  home: string;
  /** Encrypts the stack's secrets. */
  secretsProvider: SecretsProvider;
  /** Set for the engine, its program and its plugins. */
  environment: Readonly<Record<string, string>>;
  /** What is served from this process; everything else gets its own process. */
  attached?: readonly Attachable[];
  /** Runs the program for an attached language host; by default, each run gets a process of its own. */
  runProgram?: RunProgram;
  /** A saved stack to continue from, instead of a new one. */
  saved?: SavedStack;
}

/** What encrypts a stack's secrets. */
export interface SecretsProvider {
  /** As `pulumi stack init --secrets-provider` takes it; without it, the secrets are encrypted with a passphrase. */
  url?: string;
  /** What each `pulumi` needs to decrypt them. */
  environment: Readonly<Record<string, string>>;
}

/** Encrypts them with a passphrase. */
export const withPassphrase = (passphrase: string): SecretsProvider => ({
  environment: { PULUMI_CONFIG_PASSPHRASE: passphrase },
});

/** A saved state of a stack, which it or another stack with the same secrets provider can be restored to. */
export interface SavedStack {
  /** A copy of Pulumi's state, in a folder. */
  state: string;
  /** The text of the stack file. */
  stackFile: string;
}

/** Runs `pulumi ARGS` in a project's folder. */
export type Pulumi = Pick<IsolatedStack, "pulumi">;

/** A stack that runs without touching the user's login, state, stack files and plugins. */
export interface IsolatedStack {
  /** The working copy, whose stack file may be edited. */
  readonly folder: string;
  readonly stackFile: string;
  /** The namespace of the project's own configuration keys. */
  readonly projectName: string;
  /** Where Pulumi keeps its state and history. */
  readonly stateFolder: string;
  /**
   * The variables that a shell needs to run `pulumi` on this stack in `folder`, including those that decrypt its
   * secrets.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** What serves from this process. */
  readonly attached: readonly Attachable[];
  /** Runs `pulumi ARGS`, even if it fails. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /**
   * Continues with another copy of the project and its stack file: what a commit would change. State and
   * history stay.
   */
  switchTo(project: string): Promise<void>;
  /**
   * Sets configuration values; the project's own keys have no namespace. Secret values never appear in the
   * arguments of a process.
   */
  configure(
    values: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>>,
  ): Promise<void>;
}

/**
 * Opens a stack in `folder`: a new one, or a saved one. The project's files are linked, not copied, so the
 * checkout itself runs. Stack files are copied, because Pulumi writes into them how their secrets are encrypted.
 */
export async function openIsolatedStack(options: IsolatedStackOptions): Promise<IsolatedStack> {
  const { engine, stack, saved, secretsProvider, attached = [], runProgram } = options;
  const copy = join(options.folder, "project");
  const state = join(options.folder, "state");
  await mkdir(state, { recursive: true });
  await mkdir(options.home, { recursive: true });
  await linkProject(options.project, copy, stack);
  const project = await findProject(copy);
  const stackFile = project.stackFile(stack);

  const environment = {
    ...options.environment,
    PATH: [engine.binFolder, dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_HOME: options.home,
    // Set instead of selecting the stack, because PULUMI_HOME would keep the selection forever.
    PULUMI_STACK: stack,
    PULUMI_BACKEND_URL: `file://${state}`,
    ...secretsProvider.environment,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Plugins are installed beforehand; without internet, the engine's own attempts cost seconds.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SELF_MANAGED_STATE_NO_LEGACY_WARNING: "true",
    // A run is short and needs little memory: collecting garbage less often saves a fifth of the engine's CPU time.
    GOGC: "400",
  };
  const pulumi: IsolatedStack["pulumi"] = (args, runOptions) =>
    runPulumi(
      { folder: copy, environment, binFolder: engine.binFolder, attached, ...(runProgram && { runProgram }) },
      args,
      runOptions,
    );
  const must = async (args: readonly string[], runOptions?: RunOptions) => {
    const result = await pulumi(args, runOptions);
    if (result.code !== 0)
      throw new EngineError(`Failed to run pulumi ${args.slice(0, 2).join(" ")}: ${result.stderr.trim()}`);
  };

  if (saved === undefined) {
    await forgetAccounts(stackFile);
    const { url } = secretsProvider;
    await must([
      "stack",
      "init",
      stack,
      "--no-select",
      ...(url === undefined ? [] : ["--secrets-provider", url]),
    ]);
  } else {
    await writeFile(stackFile, saved.stackFile);
    await cp(saved.state, state, { recursive: true });
  }
  const encryption = await encryptionOf(stackFile);
  return {
    folder: copy,
    stackFile,
    projectName: project.name,
    stateFolder: state,
    environment,
    attached,
    pulumi,
    async switchTo(changed) {
      await linkProject(changed, copy, stack);
      await forgetAccounts(stackFile, encryption);
    },
    async configure(values, secrets) {
      const own = Object.entries(values).map(([key, value]) => [fullKey(project.name, key), value] as const);
      await setValues(stackFile, Object.fromEntries(own));
      for (const [key, value] of Object.entries(secrets)) {
        await must(["config", "set", "--stack", stack, "--secret", key], { input: value });
      }
    },
  };
}

/** How to run `pulumi`, and in which folder. */
interface Surroundings extends Pick<IsolatedStack, "folder" | "environment"> {
  binFolder: string;
  attached?: readonly Attachable[];
  runProgram?: RunProgram;
}

/** Runs `pulumi ARGS` on an isolated stack, its own or one that another process opened. */
export async function runPulumi(
  { folder, environment, binFolder, attached = [], runProgram }: Surroundings,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const program = join(binFolder, "pulumi");
  const all = options.onTerminal ? args : ["--non-interactive", ...args];
  const given = options.env ?? { ...withoutAccounts(process.env), ...environment };
  const env = { ...given, ...withProgram(args) };
  const served = await attach(attached, env, runProgram);
  try {
    return await run(program, all, { cwd: folder, ...options, env: { ...env, ...served.environment } });
  } finally {
    served.stop();
  }
}

/**
 * The project's history and the local tenant's files are excluded, and so are the stack files of other
 * stacks. The stack's file is next to the project file, wherever the project keeps it.
 */
async function linkProject(from: string, copy: string, stack: string): Promise<void> {
  const { folder, file, stackFile } = await findProject(from);
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.startsWith(".git") || name === ".sandbox" || isProjectOrStackFile(name)) continue;
    await symlink(join(folder, name), join(copy, name));
  }
  await cp(file, join(copy, basename(file)));
  await keepStackFilesBeside(join(copy, basename(file)));
  const ofStack = stackFile(stack);
  if (existsSync(ofStack)) await cp(ofStack, join(copy, basename(ofStack)));
  const packages = packagesOf(folder);
  if (packages !== undefined && !existsSync(join(copy, "node_modules")))
    await symlink(packages, join(copy, "node_modules"));
}

const isProjectOrStackFile = (name: string): boolean => /^Pulumi(\..+)?\.(ya?ml|json)$/.test(name);
