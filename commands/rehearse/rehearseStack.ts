import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Rehearsal } from "../review/rehearsal/Rehearsal.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import { sandboxApi } from "../local/localTenant.ts";
import { withBase } from "../userStack/base.ts";
import { CommandError } from "../terminal/command.ts";
import type { Toolchain } from "../local/localStack.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { engineWords } from "./engineWords.ts";
import type { KnownApplication } from "./Observations.ts";
import { prepareScene } from "./Scene.ts";
import type { Room, Scene } from "./Scene.ts";
import { readStackFiles } from "./stackFiles.ts";
import type { StackFiles } from "./stackFiles.ts";
import { callbacksOf } from "./surroundings.ts";

export interface RehearseOptions {
  stack: string;
  /** The commit that the present state is built from. */
  base: string;
  /** The project with the change. */
  folder: string;
  /** Where the pictures go; emptied first. */
  pictures: string;
  signal: AbortSignal;
  /** Told each step as it begins. */
  onStep: (step: string) => void;
}

/**
 * Makes a change on a local tenant: brings that to the state which the base declares, runs `up` with the
 * change, and signs users in before, after each write, and after.
 *
 * @throws CommandError where the present state can't be built
 */
export async function rehearseStack(toolchain: Toolchain, options: RehearseOptions): Promise<Rehearsal> {
  const runs = join(options.folder, ".sandbox", "rehearsals");
  await mkdir(runs, { recursive: true });
  const folder = await mkdtemp(join(runs, `${options.stack}-`));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await withBase(options.folder, options.base, (baseFolder) =>
      play(toolchain, options, { baseFolder, folder, ends }),
    );
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function play(toolchain: Toolchain, options: RehearseOptions, room: Room): Promise<Rehearsal> {
  const { stack, base, onStep, signal } = options;
  const files = await readStackFiles(room.baseFolder, options);
  const scene = await prepareScene(toolchain, options, files, room);
  const { sandbox, local, configuration, observations } = scene;

  const known = await playBase(scene, files, options);
  onStep("The change, with sign-ins after each write");
  await local.configure(configuration.head.values, configuration.head.secrets);
  scene.watch.observer = observations.whileChanging();
  const up = await local.pulumi(["up", "--yes", "--skip-preview"], { signal });
  scene.watch.observer = {};
  await restUsers(sandbox);
  onStep("Sign-ins after the change");
  const done = up.code === 0;
  const after = done ? await applicationOf(scene, files.after) : known;
  if (after !== undefined) await observations.after(after);
  const { signIns, doors } = observations;
  return {
    stack,
    base,
    up: done ? { done } : { done, words: engineWords(up) },
    signIns,
    doors,
    assumptions: configuration.assumptions,
  };
}

/**
 * Brings the tenant to what the base declares and signs users in there; answers which application they used,
 * or `undefined` where the stack is new.
 */
async function playBase(
  scene: Scene,
  { before, after }: StackFiles,
  { base, folder, signal, onStep }: RehearseOptions,
): Promise<KnownApplication | undefined> {
  const { sandbox, local, configuration, observations } = scene;
  if (before === undefined || configuration.base === undefined) return undefined;
  onStep(`The present state, from ${base}`);
  await local.configure(configuration.base.values, configuration.base.secrets);
  const up = await local.pulumi(["up", "--yes", "--skip-preview"], { signal });
  if (up.code !== 0) {
    throw new CommandError(
      `Failed to build the present state from ${base}, so there is nothing to compare with: ${engineWords(up).join(" ")}`,
    );
  }
  const known = await applicationOf(scene, before);
  onStep("Sign-ins before the change");
  await observations.before(known, callbacksOf(after));
  await restUsers(sandbox);
  await local.switchTo(folder);
  return known;
}

/** The application that users sign in with, once an `up` has ended well. */
async function applicationOf({ local, clientId }: Scene, file: StackFile): Promise<KnownApplication> {
  const registered = async () => (await local.pulumi(["stack", "output", "clientId"])).stdout.trim();
  return { clientId: clientId ?? (await registered()), callbacks: callbacksOf(file) };
}

/** A user may get ten messages an hour; the next sign-ins are two hours later. */
async function restUsers(sandbox: Sandbox): Promise<void> {
  await sandboxApi(sandbox.describe())("POST", "/clock", { advanceSeconds: 7200 });
}
