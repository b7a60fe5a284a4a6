import { copyFile, link, mkdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { isBuilt } from "../engine.ts";
import type { Engine } from "../engine.ts";
import { exclusively } from "../lock.ts";
import type { Progress } from "../progress.ts";

/**
 * A built engine with a language host that supports parameterized packages: the only Node host that is
 * available as a Go module is too old for them (docs/decisions/0018). The engine uses the host next to it, so
 * it gets its own folder, where the engine is a link and the host is a script.
 */
export async function withNodeHost(engine: Engine, home: string, progress: Progress): Promise<Engine> {
  if (!isBuilt(engine)) return engine;
  const binFolder = join(home, "engine", basename(dirname(engine.binFolder)));
  await exclusively(home, progress, async () => {
    await mkdir(binFolder, { recursive: true });
    await linkOrCopy(join(engine.binFolder, "pulumi"), join(binFolder, "pulumi"));
    await writeScript(join(binFolder, "pulumi-resource-pulumi-nodejs"), dynamicScript);
    const main = fileURLToPath(new URL("./main.ts", import.meta.url));
    const script = `#!/bin/sh\nexec ${quote(process.execPath)} ${quote(main)} "$@"\n`;
    await writeScript(join(binFolder, "pulumi-language-nodejs"), script);
  });
  return { ...engine, binFolder };
}

/**
 * A concurrent run may be starting the script: it finds the old one or the new one, but always a whole one.
 */
async function writeScript(file: string, script: string): Promise<void> {
  const present = await readFile(file, "utf8").catch(() => undefined);
  if (present !== script) await writeFileAtomic(file, script, { mode: 0o755 });
}

/** Runs a program's dynamic resources, if its owner adds any, with the program's SDK. */
const dynamicScript = `#!/bin/sh
host=$(node -p 'require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [process.cwd()] })') || exit 1
exec node "$host" "$@"
`;

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EEXIST") return;
    if (code !== "EXDEV" && code !== "EPERM") throw error;
    const half = `${to}.part`;
    await copyFile(from, half);
    await rm(to, { force: true });
    await link(half, to);
    await rm(half);
  }
}

const quote = (path: string): string => `'${path.replaceAll("'", String.raw`'\''`)}'`;
