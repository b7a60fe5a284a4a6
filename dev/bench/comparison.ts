import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Progress } from "../../commands/engine/progress.ts";
import type { Toolchain } from "../../commands/local/localStack.ts";
import { project, startLocalStack } from "../../commands/local/localStack.ts";
import { measurement } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";
import { timed } from "./stack.ts";

/** The latency of a call in milliseconds: none, and the latency over the internet. */
const latencies = [0, 330];

const up = ["up", "--yes", "--skip-preview"];
const runsOf = {
  "first update": up,
  "preview without a change": ["preview"],
  "… with --refresh": ["preview", "--refresh"],
};

type Name = keyof typeof runsOf;

const names = Object.keys(runsOf) as Name[];

/**
 * The ratio of our stack's time to that of a plain program with the same Auth0 resources, run by run, each on
 * a fresh tenant.
 */
export async function compareWithPlain(
  toolchain: Toolchain,
  runs: number,
  progress: Progress,
): Promise<Measurement[]> {
  const plain = await plainProject();
  try {
    const measurements: Measurement[] = [];
    for (const latency of latencies) {
      const ratios = new Map<Name, number[]>(names.map((name) => [name, []]));
      for (let done = 0; done < runs; done += 1) {
        progress(`${latency} ms a call, run ${done + 1} of ${runs}`);
        const [theirs, ours] = [await runAll(toolchain, latency, plain), await runAll(toolchain, latency)];
        for (const name of names) ratios.get(name)?.push((100 * ours[name]) / theirs[name]);
      }
      for (const name of names)
        measurements.push(
          measurement(`${name}, ${latency} ms a call, to a plain program`, "%", ratios.get(name) ?? []),
        );
    }
    return measurements;
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}

/** The plain program, as a project that accepts our stack's configuration. */
async function plainProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-plain-"));
  await cp(fileURLToPath(new URL("plain/index.ts", import.meta.url)), join(folder, "index.ts"));
  await symlink(join(project, "node_modules"), join(folder, "node_modules"));
  await cp(join(project, "package.json"), join(folder, "package.json"));
  const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
  await writeFile(join(folder, "Pulumi.yaml"), `name: auth0-phone-mfa\n${runtime}main: index.ts\n`);
  await writeFile(join(folder, "Pulumi.dev.yaml"), "config: {}\n");
  return folder;
}

async function runAll(toolchain: Toolchain, latency: number, from?: string): Promise<Record<Name, number>> {
  const tenant = await spawnSandbox(["--latency", String(latency)]);
  const local = await startLocalStack(toolchain, {
    stack: "dev",
    sender: "twilio",
    phoneExperience: "unified",
    tenant,
    ...(from !== undefined && { project: from }),
  });
  try {
    const taken: [Name, number][] = [];
    for (const name of names) taken.push([name, (await timed(local, runsOf[name])).milliseconds]);
    return Object.fromEntries(taken) as Record<Name, number>;
  } finally {
    await local.close();
  }
}
