import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { changeFingerprint } from "../userStack/changeFingerprint.ts";
import type { Rehearsal } from "../review/rehearsal/Rehearsal.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import { sandboxApi } from "../local/localTenant.ts";
import { withBase } from "../userStack/base.ts";
import { CommandError } from "../terminal/command.ts";
import type { Toolchain } from "../local/localStack.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { engineWords } from "./engineWords.ts";
import type { KnownApplication } from "./Observations.ts";
import { setUpRehearsal } from "./RehearsalSetup.ts";
import type { Workspace, RehearsalSetup } from "./RehearsalSetup.ts";
import { readStackFiles } from "./stackFiles.ts";
import type { StackFiles } from "./stackFiles.ts";
import { madeBy } from "../drift/Declared.ts";
import { applicationsIn } from "../local/applicationsInFile.ts";

export interface RehearseOptions {
  stack: string;
  /** The commit that the current state is built from. */
  base: string;
  /** The project with the change. */
  folder: string;
  /** The folder for the screenshots; emptied first. */
  pictures: string;
  signal: AbortSignal;
  /** Called when each step begins. */
  onStep: (step: string) => void;
}

/**
 * Makes a change on a local tenant: deploys what the base declares, runs `up` with the change, and signs
 * users in before, after each write, and at the end.
 * @throws CommandError if the current state can't be built
 */
export async function rehearseStack(toolchain: Toolchain, options: RehearseOptions): Promise<Rehearsal> {
  const runs = join(options.folder, ".sandbox", "rehearsals");
  await mkdir(runs, { recursive: true });
  const folder = await mkdtemp(join(runs, `${options.stack}-`));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await withBase(options.folder, options.base, (baseFolder) =>
      rehearseIn(toolchain, options, { baseFolder, folder, ends }),
    );
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function rehearseIn(
  toolchain: Toolchain,
  options: RehearseOptions,
  workspace: Workspace,
): Promise<Rehearsal> {
  const { stack, base, onStep, signal } = options;
  const files = await readStackFiles(workspace.baseFolder, options);
  const fingerprint = await changeFingerprint(options.folder, stack);
  const setup = await setUpRehearsal(toolchain, options, files, workspace);
  const { sandbox, local, configuration, observations } = setup;

  const known = await runBase(setup, files, options);
  onStep("The change, with sign-ins after each write");
  await local.configure(configuration.head.values, configuration.head.secrets);
  setup.watch.observer = observations.whileChanging();
  const up = await local.pulumi(["up", "--yes", "--skip-preview"], { signal });
  setup.watch.observer = {};
  await restUsers(sandbox);
  onStep("Sign-ins after the change");
  const done = up.code === 0;
  const after = done ? await applicationsOf(setup, files.after) : known;
  if (after !== undefined) await observations.after(after);
  const { signIns, callbackChecks } = observations;
  return {
    stack,
    fingerprint,
    base,
    up: done ? { done } : { done, words: engineWords(up) },
    signIns,
    callbackChecks,
    assumptions: configuration.assumptions,
  };
}

/**
 * Deploys what the base declares and signs users in; returns the applications that they used, or `undefined`
 * if the stack is new.
 */
async function runBase(
  setup: RehearsalSetup,
  { before, after }: StackFiles,
  { base, folder, signal, onStep }: RehearseOptions,
): Promise<KnownApplication[] | undefined> {
  const { sandbox, local, configuration, observations } = setup;
  if (before === undefined || configuration.base === undefined) return undefined;
  onStep(`The current state, from ${base}`);
  await local.configure(configuration.base.values, configuration.base.secrets);
  const up = await local.pulumi(["up", "--yes", "--skip-preview"], { signal });
  if (up.code !== 0) {
    throw new CommandError(
      `Failed to build the current state: ${base} can't be deployed on a local tenant. Fix: rehearse against a different commit with --base.\n${engineWords(up).join("\n")}`,
    );
  }
  const known = await applicationsOf(setup, before);
  onStep("Sign-ins before the change");
  await observations.before(known, applicationsIn(after));
  await restUsers(sandbox);
  await local.switchTo(folder);
  return known;
}

/** The applications that users sign in with after a successful `up`. */
async function applicationsOf(
  { local, othersClientId }: RehearsalSetup,
  file: StackFile,
): Promise<KnownApplication[]> {
  const { stdout } = await local.pulumi(["stack", "output", "--json"]);
  const { clientIds } = madeBy(JSON.parse(stdout) as Record<string, unknown>);
  return applicationsIn(file).flatMap(({ name, callbacks }) => {
    const clientId = clientIds[name] ?? othersClientId;
    return clientId === undefined || callbacks.length === 0 ? [] : [{ name, clientId, callbacks }];
  });
}

/** A user may receive ten messages, then one more per hour: after ten hours, ten again. */
async function restUsers(sandbox: Sandbox): Promise<void> {
  await sandboxApi(sandbox.describe())("POST", "/clock", { advanceSeconds: 36_000 });
}
