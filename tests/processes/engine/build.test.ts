import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { buildEngine, pinnedVersion } from "../../../commands/engine/build.ts";
import { EngineError } from "../../../commands/engine/errors.ts";

const silent = () => undefined;

/** The two files of a password meter that the build changes, and a third one, which can't be written to. */
async function newMeter(folder: string): Promise<string> {
  const sources = join(folder, "meter");
  const lists = "package frequency\n\nfunc init() {\n\tread()\n}\n";
  const matching =
    "package matching\n\nfunc init() {\n\tloadFrequencyList()\n}\n\nfunc loadFrequencyList() {\n\tuse()\n}\n";
  for (const [file, text] of [
    ["frequency/frequency.go", lists],
    ["matching/matching.go", matching],
    ["meter.go", "package meter\n"],
  ] as const) {
    await mkdir(dirname(join(sources, file)), { recursive: true });
    await writeFile(join(sources, file), text, { mode: 0o400 });
  }
  return sources;
}

/** A separate cache, and a `go` that does what the script says and records how it was called. */
async function withGo(script: string) {
  const folder = await mkdtemp(join(tmpdir(), "engine-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const bin = join(folder, "bin");
  await mkdir(bin);
  const log = join(folder, "log");
  await writeFile(join(bin, "go"), `#!/bin/sh\necho "$*" >> '${log}'\n${script}\n`);
  await chmod(join(bin, "go"), 0o755);
  vi.stubEnv("PATH", `${bin}:/usr/bin:/bin`);
  vi.stubEnv("SOURCES", await newMeter(folder));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const calls = async () => (await readFile(log, "utf8")).trim().split("\n");
  return { cache: join(folder, "cache"), calls };
}

/**
 * Lists two packages and where a module is, says that it compiles them, and writes a program that answers its
 * version.
 */
const goodGo = `
case "$1 $2" in
  "list -m") echo "$SOURCES" ;;
  "list -deps") printf 'a\\nb\\n' ;;
esac
case "$1" in
  build)
    echo a >&2; echo b >&2
    while [ "$1" != "-o" ]; do shift; done
    printf '#!/bin/sh\\necho v0.0.0\\n' > "$2"; chmod +x "$2" ;;
esac`;

test("builds the engine once, and finds it the next time", async () => {
  const { cache, calls } = await withGo(goodGo);
  const said: string[] = [];
  const built = await buildEngine(cache, (message) => said.push(message));
  const version = await pinnedVersion();
  expect(built.version).toBe(version);
  expect(await readdir(built.binFolder)).toEqual(["pulumi"]);
  expect(said).toEqual(
    ["downloading modules", "50% compiled", "99% compiled"].map(
      (step) => `Building pulumi ${version}: ${step}`,
    ),
  );

  const before = await calls();
  expect(await buildEngine(cache, silent)).toEqual(built);
  expect(await calls()).toEqual(before);
});

test("a password meter that is part of it reads its lists of words at the first use", async () => {
  const keep = `(
while [ $# -gt 0 ] && [ "$1" != "-modfile" ]; do shift; done
if [ $# -gt 0 ]; then cp -r "$(dirname "$2")" "$(dirname "$0")/kept"; fi
)`;
  const { cache, calls } = await withGo(keep + goodGo);
  const { binFolder } = await buildEngine(cache, silent);
  const kept = join(cache, "..", "bin", "kept");
  const module = "github.com/nbutton23/zxcvbn-go";
  const read = (file: string) => readFile(join(kept, file), "utf8");
  expect(await read(`${module}/frequency/frequency.go`)).toContain("func Load() {\n\tread()");
  expect(await read(`${module}/matching/matching.go`)).toBe(
    "package matching\n\n\nfunc loadFrequencyList() {\n\tfrequency.Load()\n\tuse()\n}\n",
  );
  expect(await read(`${module}/meter.go`)).toBe("package meter\n");
  expect(await read("go.mod")).toMatch(
    /^module tools\n[^]*\nreplace github\.com\/nbutton23\/zxcvbn-go => "\/.*"\n/,
  );
  expect(await read("go.sum")).toContain("github.com/pulumi/pulumi/pkg/v3");
  expect((await calls()).filter((call) => call.startsWith("list -m"))).toHaveLength(2);
  expect(await readdir(join(binFolder, ".."))).toEqual(["README.txt", "bin"]);
});

test("two starts at the same time build once", async () => {
  const { cache, calls } = await withGo(goodGo);
  const [one, two] = await Promise.all([buildEngine(cache, silent), buildEngine(cache, silent)]);
  expect(one).toEqual(two);
  expect((await calls()).filter((call) => call.startsWith("build"))).toHaveLength(1);
});

test("an interrupted build is never used as an engine, and is deleted", async () => {
  const { cache } = await withGo(goodGo);
  await mkdir(join(cache, "unfinished-abc", "bin"), { recursive: true });
  await writeFile(join(cache, "unfinished-abc", "bin", "pulumi"), "half a program");
  const built = await buildEngine(cache, silent);
  expect(built.binFolder).not.toContain("unfinished");
  expect((await readdir(cache)).filter((name) => name.startsWith("unfinished"))).toEqual([]);
});

test("a failed build reports Go's output, leaves no engine, and can be retried", async () => {
  const { cache } = await withGo("echo 'go: go.mod requires go >= 1.25.11' >&2; exit 1");
  const failure = buildEngine(cache, silent);
  await expect(failure).rejects.toThrow(EngineError);
  await expect(failure).rejects.toThrow(/requires go >= 1\.25\.11/);
  const repaired = await withGo(goodGo);
  expect((await buildEngine(cache, silent)).version).toBe(await pinnedVersion());
  expect((await repaired.calls()).length).toBeGreaterThan(0);
});

test("without pulumi and Go, the error says what to install", async () => {
  const { cache } = await withGo("");
  vi.stubEnv("PATH", "/nowhere");
  await expect(buildEngine(cache, silent)).rejects.toThrow(/Fix: install Pulumi .* or Go 1\.25/);
});
