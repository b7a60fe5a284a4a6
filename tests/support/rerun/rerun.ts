import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { endOfRun } from "./nextRun.ts";
import type { NextRun } from "./nextRun.ts";

// A process of reusingProcesses. It loads Pulumi's runner again for each run, with the run's arguments and
// environment. The rest of the SDK and the program stay loaded.

let empty = 0;
let exitListeners: NodeJS.ExitListener[] | undefined;

process.on("message", ({ runner, args, environment }: NextRun) => {
  process.channel?.unref();
  empty = 0;
  for (const name of Object.keys(process.env))
    if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
  trust(environment["NODE_EXTRA_CA_CERTS"]);
  process.argv = [process.execPath, runner, ...args];

  const require = createRequire(runner);
  const state = require("@pulumi/pulumi/runtime/state.js") as SdkState;
  const { resourcePackages, resourceModules } = state.getGlobalStore();
  delete globalThis.globalStore;
  for (const file of ["@pulumi/pulumi/cmd/run/run.js", runner])
    Reflect.deleteProperty(require.cache, require.resolve(file));
  require(runner);
  // The resource types of loaded packages, which each package registers when it is loaded.
  Object.assign(state.getGlobalStore(), { resourcePackages, resourceModules });
});
process.on("disconnect", () => process.exit());
process.on("beforeExit", onEmpty);

function onEmpty(): void {
  // The runner adds its last handler at the first event; at the second, that handler starts the shutdown
  // [@pulumi/pulumi, cmd/run/index.js]. Without an error, the third one is the end; with one, the process ends.
  empty += 1;
  if (empty < 3) return;
  process.emit("exit", 0);
  if (process.exitCode) process.exit();
  removeListeners();
  process.channel?.ref();
  for (const output of [process.stdout, process.stderr]) output.write(`${endOfRun}\n`);
}

/** Removes the run's own listeners. The SDK's search for leaks is registered by the first run for all. */
function removeListeners(): void {
  for (const event of ["uncaughtException", "unhandledRejection", "beforeExit"])
    process.removeAllListeners(event);
  process.on("beforeExit", onEmpty);
  exitListeners ??= process.listeners("exit");
  process.removeAllListeners("exit");
  for (const listener of exitListeners) process.on("exit", listener);
}

/**
 * Each local tenant has its own CA, which Node reads only at its start. The others are left out: parsing them
 * takes as long as a tenth of the run.
 */
function trust(file: string | undefined): void {
  setDefaultCACertificates(file === undefined ? getCACertificates("bundled") : [readFileSync(file, "utf8")]);
}

interface SdkState {
  getGlobalStore(): { resourcePackages?: unknown; resourceModules?: unknown };
}

declare global {
  var globalStore: unknown;
}
