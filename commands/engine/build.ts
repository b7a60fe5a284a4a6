import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError } from "./errors.ts";
import { exclusively } from "./lock.ts";
import type { FoundEngine } from "./onPath.ts";
import { which } from "./onPath.ts";
import { replacedText, replaceModules } from "./replacements.ts";
import type { Progress } from "./progress.ts";
import { run } from "./run.ts";

/** The Go module that pins the engine. */
const tools = fileURLToPath(new URL("../../tools/", import.meta.url));
const engineModule = "github.com/pulumi/pulumi/pkg/v3";

/** The engine's version that `tools/go.mod` pins. */
export async function pinnedVersion(): Promise<string> {
  const goMod = await readFile(join(tools, "go.mod"), "utf8");
  const line = goMod.split("\n").find((candidate) => candidate.trim().startsWith(`${engineModule} v`));
  const version = line?.trim().split(/\s+/)[1]?.slice(1);
  if (version === undefined) throw new Error(`tools/go.mod does not pin ${engineModule}`);
  return version;
}

/**
 * Builds the engine from Go modules into `cache`, once for each version of the pins. It builds in a temporary
 * folder and renames that when it is complete, so an interrupted build leaves nothing that looks like an
 * engine. Go's own cache keeps what was compiled.
 * @throws EngineError if Go is missing, is too old, or can't build
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
    await compile(go, version, unfinished, progress);
    await rm(join(unfinished, sources), { recursive: true });
    await writeFile(
      join(unfinished, "README.txt"),
      `Built from Go modules by auth0-phone-mfa; safe to delete.\n`,
    );
    await rename(unfinished, folder);
    return found;
  });
}

/** The folder of what is built only, while it is built. */
const sources = "sources";

const nothingToRun =
  "Failed to find an engine: there is no `pulumi` on PATH, Pulumi's installer can't be reached, and there is no `go` to build it with. " +
  "Fix: install Pulumi (https://www.pulumi.com/docs/install/) or Go 1.25.11 or later (https://go.dev/doc/install).";

async function compile(go: string, version: string, folder: string, progress: Progress): Promise<void> {
  const program = `${engineModule}/cmd/pulumi`;
  const env = { ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off" };
  const must = async (args: readonly string[], onErrorLine?: () => void) => {
    const options = { cwd: tools, env, ...(onErrorLine && { onErrorLine }) };
    const { code, stdout, stderr } = await run(go, args, options);
    if (code !== 0) throw new EngineError(failure(stderr));
    return stdout.trim();
  };

  progress(`Building pulumi ${version}: downloading modules`);
  const packages = (await must(["list", "-deps", program])).split("\n").length;
  const pins = await replaceModules(tools, join(folder, sources), (module) =>
    must(["list", "-m", "-f", "{{.Dir}}", module]),
  );

  let compiled = 0;
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const output = join(folder, "bin", "pulumi");
  const options = ["-v", "-ldflags", flags, "-modfile", pins, "-o", output];
  await must(["build", ...options, program], () => {
    compiled += 1;
    const percent = Math.min(99, Math.round((100 * compiled) / packages));
    progress(`Building pulumi ${version}: ${percent}% compiled`);
  });
}

function failure(stderr: string): string {
  const reason = stderr.trim().split("\n").slice(-5).join("\n");
  return `Failed to build pulumi with Go:\n${reason}\nFix: resolve the error that Go reports, or install Pulumi (https://www.pulumi.com/docs/install/).`;
}

async function pinsHash(): Promise<string> {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  hash.update(replacedText);
  for (const pins of ["go.mod", "go.sum"]) hash.update(await readFile(join(tools, pins)));
  return hash.digest("hex").slice(0, 12);
}

/** Only called under the lock, so anything unfinished belongs to an interrupted build. */
async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (name.startsWith("unfinished-")) await rm(join(cache, name), { recursive: true, force: true });
  }
}
