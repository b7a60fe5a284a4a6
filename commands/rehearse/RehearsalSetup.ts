import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { IsolatedStack } from "../engine/isolatedStack.ts";
import { openIsolatedStack, withPassphrase } from "../engine/isolatedStack.ts";
import type { CallObserver, Sandbox } from "../../sandbox/index.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { launchChromium } from "../local/browser.ts";
import { environmentFor, attachable } from "../local/localStack.ts";
import type { Toolchain } from "../local/localStack.ts";
import { applicationsIn, withLocalClients } from "../local/applicationsInFile.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import type { LocalConfiguration, RehearsedConfiguration } from "./configuration.ts";
import { makeSecondTokens, rehearsedConfiguration } from "./configuration.ts";
import { startLanding } from "./landing.ts";
import { Observations } from "./Observations.ts";
import { Pictures } from "./Pictures.ts";
import { RestartedBrowser } from "./RestartedBrowser.ts";
import { SignIns } from "./SignIns.ts";
import type { StackFiles } from "./stackFiles.ts";
import { prepareSurroundings } from "../local/surroundings.ts";

/** Where a rehearsal works, and what to clean up after it. */
export interface Workspace {
  baseFolder: string;
  folder: string;
  ends: (() => Promise<unknown>)[];
}

/** What a rehearsal uses: a local tenant, a browser, and the stack, which is not yet deployed. */
export interface RehearsalSetup {
  sandbox: Sandbox;
  local: IsolatedStack;
  configuration: RehearsedConfiguration;
  /** The client that users sign in with if the stack manages no application. */
  othersClientId: string | undefined;
  observations: Observations;
  /** Called for each request that the tenant receives; may be replaced. */
  watch: { observer: CallObserver };
}

interface SetupOptions {
  stack: string;
  /** The project with the change. */
  folder: string;
  /** The folder for the screenshots; emptied first. */
  pictures: string;
  signal: AbortSignal;
}

export async function setUpRehearsal(
  toolchain: Toolchain,
  options: SetupOptions,
  { before, after }: StackFiles,
  { baseFolder, folder, ends }: Workspace,
): Promise<RehearsalSetup> {
  const files = before === undefined ? [after] : [before, after];
  const watch: RehearsalSetup["watch"] = { observer: {} };
  const sandbox = await startSandbox({
    phoneExperience: (before ?? after)["phoneExperience"] === "legacy" ? "legacy" : "unified",
    observer: { after: (method, path) => watch.observer.after?.(method, path) },
  });
  ends.push(() => sandbox.stop());
  const description = sandbox.describe();
  const surroundings = await prepareSurroundings(description, files);
  const secondTokens = await makeSecondTokens(description);
  const { base, head, assumptions } = rehearsedConfiguration(before, after, { ...description, secondTokens });
  const told = (one: LocalConfiguration, file: StackFile): LocalConfiguration => ({
    ...one,
    values: { ...one.values, ...withLocalClients(file, surroundings.localIds) },
  });

  const landing = await startLanding(description, callbacksIn(files));
  ends.push(() => landing.close());
  const browser = new RestartedBrowser(
    () => launchChromium([`--host-resolver-rules=${landing.hostRules}`]),
    options.signal,
  );
  ends.push(() => browser.close());
  // Without a stack there is nothing to rehearse, and the command says so at once.
  await browser.running();
  await emptyFolder(options.pictures);

  const local = await openIsolatedStack({
    engine: toolchain.engine,
    project: before === undefined ? options.folder : baseFolder,
    stack: options.stack,
    folder: join(folder, "stack"),
    home: toolchain.home,
    secretsProvider: withPassphrase(randomBytes(16).toString("hex")),
    environment: environmentFor(description),
    attached: attachable(toolchain),
  });
  return {
    sandbox,
    local,
    configuration: { base: base && before && told(base, before), head: told(head, after), assumptions },
    othersClientId: surroundings.othersClientId,
    observations: new Observations(new SignIns(sandbox, browser, landing, new Pictures(options.pictures))),
    watch,
  };
}

/** A folder that can't be written leaves the rehearsal without pictures; the page's line says so. */
async function emptyFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
    .then(() => mkdir(folder, { recursive: true }))
    .catch(() => undefined);
}

const callbacksIn = (files: readonly StackFile[]): string[] => [
  ...new Set(files.flatMap(applicationsIn).flatMap(({ callbacks }) => callbacks)),
];
