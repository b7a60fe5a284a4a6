import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { endOfRun } from "./nextRun.ts";
import type { NextRun } from "./nextRun.ts";

// Loaded before Pulumi's runner in a process of reusingProcesses. The first run is like any other, until Node
// would end the process.
if (process.channel) waitForRuns(process.channel);

function waitForRuns(channel: NonNullable<typeof process.channel>): void {
  const [, runner = ""] = process.argv;
  const require = createRequire(runner);
  let exitListeners: NodeJS.ExitListener[] | undefined;
  let empty = 0;

  const onEmpty = () => {
    // The runner adds its last handler at the first event; at the second, that handler starts the shutdown
    // [@pulumi/pulumi, cmd/run/index.js]. Without an error, the third one is the end.
    empty += 1;
    if (empty < 3) return;
    process.emit("exit", 0);
    if (process.exitCode) process.exit();
    restore();
    channel.ref();
    for (const output of [process.stdout, process.stderr]) output.write(`${endOfRun}\n`);
  };

  /** Removes the run's own listeners. The SDK's search for leaks is registered by the first run for all. */
  const restore = () => {
    for (const event of ["uncaughtException", "unhandledRejection", "beforeExit"])
      process.removeAllListeners(event);
    process.on("beforeExit", onEmpty);
    exitListeners ??= process.listeners("exit");
    process.removeAllListeners("exit");
    for (const listener of exitListeners) process.on("exit", listener);
  };

  const next = ({ args, environment }: NextRun) => {
    channel.unref();
    empty = 0;
    for (const name of Object.keys(process.env))
      if (!(name in environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    trust(environment["NODE_EXTRA_CA_CERTS"]);
    process.argv = [process.argv[0] ?? "", runner, ...args];

    const state = require("@pulumi/pulumi/runtime/state.js") as SdkState;
    const { resourcePackages, resourceModules } = state.getGlobalStore();
    delete globalThis.globalStore;
    for (const file of ["@pulumi/pulumi/cmd/run/run.js", runner])
      Reflect.deleteProperty(require.cache, require.resolve(file));
    require(runner);
    // The resource types of loaded packages, which each package registers when it is loaded.
    Object.assign(state.getGlobalStore(), { resourcePackages, resourceModules });
  };

  channel.unref();
  process.on("beforeExit", onEmpty);
  process.on("message", next);
  process.on("disconnect", () => process.exit());
}

const bundled = getCACertificates("bundled");
let trusted = process.env["NODE_EXTRA_CA_CERTS"];

/** Each local tenant has its own CA, which Node reads only at its start. */
function trust(file: string | undefined): void {
  if (file === trusted) return;
  setDefaultCACertificates(file === undefined ? bundled : [...bundled, readFileSync(file, "utf8")]);
  trusted = file;
}

interface SdkState {
  getGlobalStore(): { resourcePackages?: unknown; resourceModules?: unknown };
}

declare global {
  var globalStore: unknown;
}
