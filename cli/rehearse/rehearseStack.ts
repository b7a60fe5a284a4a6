import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { Browser } from "playwright-core";
import type { Rehearsal } from "../../review/rehearsal/Rehearsal.ts";
import type { IsolatedStack } from "../../sandbox/engine/isolatedStack.ts";
import { openIsolatedStack } from "../../sandbox/engine/isolatedStack.ts";
import type { CallObserver, Sandbox } from "../../sandbox/index.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { projectName } from "../../settings/source.ts";
import { withBase } from "../base.ts";
import { launchChromium } from "../browser.ts";
import { CommandError } from "../command.ts";
import { environmentFor } from "../localStack.ts";
import type { Toolchain } from "../localStack.ts";
import type { LocalConfiguration, Written } from "./configuration.ts";
import { rehearsedConfiguration } from "./configuration.ts";
import { engineWords } from "./engineWords.ts";
import { startLanding } from "./landing.ts";
import { Observations } from "./Observations.ts";
import { secondTwilioToken } from "./secondTwilioToken.ts";
import { SignIns } from "./SignIns.ts";
import { callbacksOf, prepareSurroundings } from "./surroundings.ts";

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
 * Makes a change on a local tenant: brings that to the state which the base declares, runs `up` with the change, and signs users in before, after each
 * write, and after.
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

/** Where a rehearsal works, and what is to be ended after it. */
interface Room {
  baseFolder: string;
  folder: string;
  ends: (() => Promise<unknown>)[];
}

async function play(
  toolchain: Toolchain,
  options: RehearseOptions,
  { baseFolder, folder, ends }: Room,
): Promise<Rehearsal> {
  const { stack, base, onStep } = options;
  const before = await readStackFile(baseFolder, stack);
  const after = await readStackFile(options.folder, stack);
  if (after === undefined) {
    throw new CommandError(
      `Failed to rehearse stack "${stack}": there is no Pulumi.${stack}.yaml in ${options.folder}.`,
    );
  }
  const files = before === undefined ? [after] : [before, after];

  const watch: { observer: CallObserver } = { observer: {} };
  const sandbox = await startSandbox({
    phoneExperience: (before ?? after)[`${projectName}:phoneExperience`] === "legacy" ? "legacy" : "unified",
    observer: { after: (method, path) => watch.observer.after?.(method, path) },
  });
  ends.push(() => sandbox.stop());
  const description = sandbox.describe();
  const surroundings = await prepareSurroundings(description, files);
  const secondToken = await secondTwilioToken(description);
  const configuration = rehearsedConfiguration(before, after, { ...description, secondToken });

  const callbacks = [...new Set(files.flatMap(callbacksOf))];
  const landing = await startLanding(description, callbacks);
  ends.push(() => landing.close());
  const browser = await launch(landing.hostRules, options.signal);
  ends.push(() => browser.close());
  await rm(options.pictures, { recursive: true, force: true });
  await mkdir(options.pictures, { recursive: true });
  const observations = new Observations(new SignIns(sandbox, browser, landing, options.pictures));

  const local = await openIsolatedStack({
    engine: toolchain.engine,
    project: before === undefined ? options.folder : baseFolder,
    stack,
    folder: join(folder, "stack"),
    home: toolchain.home,
    passphrase: randomBytes(16).toString("hex"),
    environment: environmentFor(description),
  });
  const told = (one: LocalConfiguration): LocalConfiguration => ({
    ...one,
    values: { ...one.values, ...surroundings.values },
  });
  const clientIn = async () => surroundings.clientId ?? (await readClientId(local));

  let known: { clientId: string; callbacks: string[] } | undefined;
  if (before !== undefined && configuration.base !== undefined) {
    onStep(`The present state, from ${base}`);
    await configure(local, told(configuration.base));
    await bringUp(local, base, options.signal);
    known = { clientId: await clientIn(), callbacks: callbacksOf(before) };
    onStep("Sign-ins before the change");
    await observations.before(known, callbacksOf(after));
    await restUsers(sandbox);
    await local.switchTo(options.folder);
  }
  onStep("The change, with sign-ins after each write");
  await configure(local, told(configuration.head));
  watch.observer = observations.whileChanging();
  const up = await local.pulumi(["up", "--yes", "--skip-preview"], { signal: options.signal });
  watch.observer = {};
  await restUsers(sandbox);
  onStep("Sign-ins after the change");
  if (up.code === 0 || known !== undefined) {
    const clientId = up.code === 0 ? await clientIn() : (known?.clientId ?? "");
    await observations.after({ clientId, callbacks: callbacksOf(up.code === 0 ? after : (before ?? after)) });
  }
  const { signIns, doors } = observations;
  return {
    stack,
    base,
    up: up.code === 0 ? { done: true } : { done: false, words: engineWords(up) },
    signIns,
    doors,
    assumptions: configuration.assumptions,
  };
}

async function readStackFile(folder: string, stack: string): Promise<Written | undefined> {
  const text = await readFile(join(folder, `Pulumi.${stack}.yaml`), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  return (parse(text) as { config?: Written } | null)?.config ?? {};
}

async function launch(hostRules: string, signal: AbortSignal): Promise<Browser> {
  const browser = await launchChromium([`--host-resolver-rules=${hostRules}`]);
  signal.addEventListener("abort", () => void browser.close(), { once: true });
  return browser;
}

const configure = (local: IsolatedStack, { values, secrets }: LocalConfiguration): Promise<void> =>
  local.configure(values, secrets);

async function bringUp(local: IsolatedStack, base: string, signal: AbortSignal): Promise<void> {
  const up = await local.pulumi(["up", "--yes", "--skip-preview"], { signal });
  if (up.code === 0) return;
  throw new CommandError(
    `Failed to build the present state from ${base}, so there is nothing to compare with: ${engineWords(up).join(" ")}`,
  );
}

async function readClientId(local: IsolatedStack): Promise<string> {
  const { stdout } = await local.pulumi(["stack", "output", "clientId"]);
  return stdout.trim();
}

/** A user may get ten messages an hour; the next sign-ins are two hours later. */
async function restUsers(sandbox: Sandbox): Promise<void> {
  await fetch(`${sandbox.describe().auth0.plainUrl}/sandbox/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advanceSeconds: 7200 }),
  });
}
