import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { endOfRun } from "./nextRun.ts";
import type { NextRun } from "./nextRun.ts";

// A process of reusingProcesses. It loads Pulumi's runner again for each run, with the run's arguments and
// environment. The rest of the SDK and the program stay loaded.

let empty = 0;
/** What all runs share. The others belong to a run. */
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
  exitListeners ??= registerLeakSearch(require);
  renewLog(require);
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
  // [@pulumi/pulumi, cmd/run/index.js]. The third one is the end. After an error, the runner would add none.
  empty += 1;
  if (empty < 3) {
    setImmediate(() => undefined);
    return;
  }
  process.emit("exit", Number(process.exitCode ?? 0));
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  removeListeners();
  process.channel?.ref();
  for (const output of [process.stdout, process.stderr]) output.write(`${endOfRun(code)}\n`);
}

/** The SDK registers its search for unresolved promises once, with the first promise. */
function registerLeakSearch(require: NodeJS.Require): NodeJS.ExitListener[] {
  const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable.js") as Debuggable;
  void debuggablePromise(Promise.resolve(), "");
  return process.listeners("exit");
}

/**
 * The SDK's log delivers one message after another, and waits for the URN of the resource that each is about.
 * After a run that the engine has cancelled, it may wait forever. Other modules hold the log's exports, so
 * these get the functions of a new log.
 */
function renewLog(require: NodeJS.Require): void {
  const file = require.resolve("@pulumi/pulumi/log/index.js");
  const held = require(file) as object;
  const loaded = require.cache[file];
  Reflect.deleteProperty(require.cache, file);
  Object.assign(held, require(file));
  require.cache[file] = loaded;
}

/** Removes the run's own listeners. */
function removeListeners(): void {
  for (const event of ["uncaughtException", "unhandledRejection", "beforeExit"])
    process.removeAllListeners(event);
  process.on("beforeExit", onEmpty);
  process.removeAllListeners("exit");
  for (const listener of exitListeners ?? []) process.on("exit", listener);
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

interface Debuggable {
  debuggablePromise: (promise: Promise<unknown>, context: string) => Promise<unknown>;
}

declare global {
  var globalStore: unknown;
}
