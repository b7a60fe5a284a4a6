import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import { exclusively } from "../engine/lock.ts";
import type { Progress } from "../engine/progress.ts";
import { isReachable } from "../engine/reach.ts";
import { run } from "../engine/run.ts";

export interface PluginChoice {
  name: string;
  version: string;
  origin: "official" | "local stand-in";
}

/**
 * Puts the `auth0` plugin into a PULUMI_HOME of the sandbox's own: the official one where it can be downloaded, else
 * the local stand-in.
 */
export async function installAuth0Plugin(
  engine: Engine,
  home: string,
  progress: Progress,
): Promise<PluginChoice> {
  const version = await sdkVersion();
  const folder = join(home, "plugins", `resource-auth0-v${version}`);
  return exclusively(home, progress, async () => {
    const installed = await readFile(join(folder, "pulumi-resource-auth0")).catch(() => undefined);
    const script = standIn();
    if (installed !== undefined && !installed.subarray(0, 2).equals(Buffer.from("#!"))) {
      return { name: "auth0", version, origin: "official" };
    }
    if (await isReachable("https://get.pulumi.com/")) {
      progress(`Installing the official auth0 plugin ${version}`);
      await rm(folder, { recursive: true, force: true });
      const official = await install(engine, home, version, []);
      if (official.code === 0) return { name: "auth0", version, origin: "official" };
    }
    if (installed?.toString() !== script) {
      await rm(folder, { recursive: true, force: true });
      await installStandIn(engine, home, version, script);
    }
    return { name: "auth0", version, origin: "local stand-in" };
  });
}

/** The plugin must be of the version of the SDK that the program is written with. */
async function sdkVersion(): Promise<string> {
  const manifest = await readFile(
    new URL("../../node_modules/@pulumi/auth0/package.json", import.meta.url),
    "utf8",
  );
  return (JSON.parse(manifest) as { version: string }).version;
}

/** A script, since the engine wants an executable of that name: it starts the plugin with this very Node. */
function standIn(): string {
  const main = fileURLToPath(new URL("./auth0/main.ts", import.meta.url));
  return `#!/bin/sh\nexec ${shellQuote(process.execPath)} ${shellQuote(main)} "$@"\n`;
}

function shellQuote(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

async function installStandIn(engine: Engine, home: string, version: string, script: string): Promise<void> {
  const source = await mkdtemp(join(tmpdir(), "auth0-plugin-"));
  try {
    const executable = join(source, "pulumi-resource-auth0");
    await writeFile(executable, script);
    await chmod(executable, 0o755);
    const result = await install(engine, home, version, ["--file", source]);
    if (result.code !== 0)
      throw new EngineError(`Failed to install the local auth0 plugin: ${result.stderr.trim()}`);
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

async function install(engine: Engine, home: string, version: string, args: readonly string[]) {
  await mkdir(home, { recursive: true });
  return run(
    join(engine.binFolder, "pulumi"),
    ["plugin", "install", "resource", "auth0", `v${version}`, ...args],
    {
      env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
    },
  );
}
