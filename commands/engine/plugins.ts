import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";
import { exclusively } from "./lock.ts";
import type { Progress } from "./progress.ts";
import { isReachable } from "./reach.ts";
import { run } from "./run.ts";
import type { Attachable } from "./attach.ts";
import { auth0SdkVersion } from "../../sandbox/plugins/auth0/sdk.ts";
import { bridgePlugin, twilioPackage } from "../../sandbox/plugins/twilio/sdk.ts";

export interface PluginChoice {
  name: string;
  version: string;
  origin: "official" | "local plugin";
  /** The local plugin's name for the engine. It can be served from another process too. */
  attachable?: Attachable;
}

/** A plugin, as the engine looks for it. */
interface Named {
  name: string;
  version: string;
}

/** A plugin, and the file that starts the local one. */
interface Plugin extends Named {
  main: URL;
}

/** Installs the plugins into this project's own PULUMI_HOME. */
export async function installPlugins(
  engine: Engine,
  home: string,
  progress: Progress,
): Promise<PluginChoice[]> {
  return exclusively(home, progress, async () => [
    await installAuth0Plugin(engine, home, progress),
    await installTwilioPlugin(engine, home),
  ]);
}

/** The official `auth0` plugin if it can be downloaded, else the local plugin. */
async function installAuth0Plugin(engine: Engine, home: string, progress: Progress): Promise<PluginChoice> {
  const version = auth0SdkVersion();
  const plugin = {
    name: "auth0",
    version,
    main: new URL("../../sandbox/plugins/auth0/main.ts", import.meta.url),
  };
  const installed = await installedExecutable(home, plugin);
  if (installed !== undefined && !isScript(installed)) return { name: "auth0", version, origin: "official" };
  if (await isReachable("https://get.pulumi.com/")) {
    progress(`Installing the official auth0 plugin ${version}`);
    await rm(pluginFolder(home, plugin), { recursive: true, force: true });
    const official = await install(engine, home, plugin, []);
    if (official.code === 0) return { name: "auth0", version, origin: "official" };
  }
  await ensureStandIn(engine, home, plugin);
  return { name: "auth0", version, origin: "local plugin", attachable: "auth0" };
}

/**
 * Always the local one: the official plugin always calls Twilio's own addresses, and no setting points it to
 * a stand-in.
 */
async function installTwilioPlugin(engine: Engine, home: string): Promise<PluginChoice> {
  const main = new URL("../../sandbox/plugins/twilio/main.ts", import.meta.url);
  await ensureStandIn(engine, home, { ...bridgePlugin, main });
  return {
    name: twilioPackage.name,
    version: `${twilioPackage.version} (${bridgePlugin.name} ${bridgePlugin.version})`,
    origin: "local plugin",
    attachable: bridgePlugin.name,
  };
}

const pluginFolder = (home: string, { name, version }: Named): string =>
  join(home, "plugins", `resource-${name}-v${version}`);

const installedExecutable = (home: string, plugin: Named): Promise<Buffer | undefined> =>
  readFile(join(pluginFolder(home, plugin), `pulumi-resource-${plugin.name}`)).catch(() => undefined);

/** Whether an installed `auth0` plugin is the local one: the official plugin is a binary. */
export async function isLocalAuth0Plugin(home: string, version: string): Promise<boolean> {
  const installed = await installedExecutable(home, { name: "auth0", version });
  return installed !== undefined && isScript(installed);
}

const isScript = (executable: Buffer): boolean => executable.subarray(0, 2).equals(Buffer.from("#!"));

/**
 * A script, because the engine needs an executable of that name. It starts the plugin with this same Node.
 */
function standIn({ main }: Plugin): string {
  return `#!/bin/sh\nexec ${shellQuote(process.execPath)} ${shellQuote(fileURLToPath(main))} "$@"\n`;
}

function shellQuote(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

async function ensureStandIn(engine: Engine, home: string, plugin: Plugin): Promise<void> {
  const script = standIn(plugin);
  const installed = await installedExecutable(home, plugin);
  if (installed?.toString() === script) return;
  await rm(pluginFolder(home, plugin), { recursive: true, force: true });
  const source = await mkdtemp(join(tmpdir(), `${plugin.name}-plugin-`));
  try {
    const executable = join(source, `pulumi-resource-${plugin.name}`);
    await writeFile(executable, script);
    await chmod(executable, 0o755);
    const result = await install(engine, home, plugin, ["--file", source]);
    if (result.code !== 0)
      throw new EngineError(`Failed to install the local ${plugin.name} plugin: ${result.stderr.trim()}`);
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

async function install(engine: Engine, home: string, { name, version }: Plugin, args: readonly string[]) {
  await mkdir(home, { recursive: true });
  return run(
    join(engine.binFolder, "pulumi"),
    ["plugin", "install", "resource", name, `v${version}`, ...args],
    {
      env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
    },
  );
}
