import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError } from "./errors.ts";
import { exclusively } from "./lock.ts";
import type { FoundEngine } from "./onPath.ts";
import { which } from "./onPath.ts";
import type { Progress } from "./progress.ts";
import { run } from "./run.ts";

/** A program of the engine: the Go module that pins it, and what in that module is built. */
interface Part {
  program: string;
  moduleFolder: string;
  pinnedBy: string;
  package: string;
}

const tools = fileURLToPath(new URL("../../tools/", import.meta.url));

/** Two modules, because the language host that can be had as a Go module is older than the engine. */
const parts: readonly Part[] = [
  {
    program: "pulumi",
    moduleFolder: tools,
    pinnedBy: "github.com/pulumi/pulumi/pkg/v3",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  },
  {
    program: "pulumi-language-nodejs",
    moduleFolder: join(tools, "nodejs"),
    pinnedBy: "github.com/pulumi/pulumi/sdk/v3",
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  },
];

/**
 * Runs a program's dynamic resources with the SDK of that program. Pulumi ships such a script; as a Go module
 * it can't be had.
 */
export const dynamicHost = {
  program: "pulumi-resource-pulumi-nodejs",
  script: `#!/bin/sh
host=$(node -p 'require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [process.cwd()] })') || exit 1
exec node "$host" "$@"
`,
};

/** The engine's version that `tools/go.mod` pins. */
export async function pinnedVersion(): Promise<string> {
  const [engine] = parts;
  return engine
    ? versionIn(await readFile(join(engine.moduleFolder, "go.mod"), "utf8"), engine.pinnedBy)
    : "";
}

/**
 * Builds the engine from Go modules into `cache`, once for each content of the pins. A build goes to a folder
 * of its own and is renamed when it is whole, so an interrupted one leaves nothing that could be taken for an
 * engine, and Go's own cache keeps what was compiled.
 *
 * @throws EngineError where Go is missing, too old, or can't build.
 */
export async function buildEngine(cache: string, progress: Progress): Promise<FoundEngine> {
  const version = await pinnedVersion();
  const folder = join(cache, `${version}-${await pinsHash()}`);
  const found = { binFolder: join(folder, "bin"), version };
  if (existsSync(folder)) return found;

  return exclusively(cache, progress, async () => {
    if (existsSync(folder)) return found;
    const go = await which("go");
    if (go === undefined) throw new EngineError(nothingToRun);
    await removeLeftovers(cache);
    const unfinished = await mkdtemp(join(cache, "unfinished-"));
    await mkdir(join(unfinished, "bin"));
    for (const part of parts) await buildPart(go, part, join(unfinished, "bin", part.program), progress);
    await writeFile(join(unfinished, "bin", dynamicHost.program), dynamicHost.script, { mode: 0o755 });
    await writeFile(
      join(unfinished, "README.txt"),
      `Built from Go modules by the Auth0 sandbox; safe to delete.\n`,
    );
    await rename(unfinished, folder);
    return found;
  });
}

const nothingToRun =
  "Failed to find an engine: there is no `pulumi` on PATH, Pulumi's installer can't be reached, and there is no `go` to build it with. " +
  "Install one of the two: Pulumi (https://www.pulumi.com/docs/install/) or Go 1.25.11 or later (https://go.dev/doc/install).";

async function buildPart(go: string, part: Part, output: string, progress: Progress): Promise<void> {
  const cwd = part.moduleFolder;
  const version = versionIn(await readFile(join(cwd, "go.mod"), "utf8"), part.pinnedBy);
  const env = { ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off" };

  progress(`Building ${part.program} ${version}: downloading modules`);
  const listed = await run(go, ["list", "-deps", part.package], { cwd, env });
  if (listed.code !== 0) throw new EngineError(failure(part, listed.stderr));

  const packages = listed.stdout.trim().split("\n").length;
  let compiled = 0;
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const built = await run(go, ["build", "-v", "-ldflags", flags, "-o", output, part.package], {
    cwd,
    env,
    onErrorLine: () => {
      compiled += 1;
      progress(
        `Building ${part.program} ${version}: ${Math.min(99, Math.round((100 * compiled) / packages))}% compiled`,
      );
    },
  });
  if (built.code !== 0) throw new EngineError(failure(part, built.stderr));
}

function failure(part: Part, stderr: string): string {
  const reason = stderr.trim().split("\n").slice(-5).join("\n");
  return `Failed to build ${part.program} with Go:\n${reason}\nMend what Go says, or install Pulumi (https://www.pulumi.com/docs/install/).`;
}

function versionIn(goMod: string, module: string): string {
  const line = goMod.split("\n").find((candidate) => candidate.trim().startsWith(`${module} v`));
  const version = line?.trim().split(/\s+/)[1]?.slice(1);
  if (version === undefined) throw new Error(`tools/ does not pin ${module}`);
  return version;
}

async function pinsHash(): Promise<string> {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`).update(dynamicHost.script);
  for (const part of parts) {
    hash
      .update(await readFile(join(part.moduleFolder, "go.mod")))
      .update(await readFile(join(part.moduleFolder, "go.sum")));
  }
  return hash.digest("hex").slice(0, 12);
}

/** Only called under the lock: whatever is unfinished then belongs to a build that was interrupted. */
async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (name.startsWith("unfinished-")) await rm(join(cache, name), { recursive: true, force: true });
  }
}
