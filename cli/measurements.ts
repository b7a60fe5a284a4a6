import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SandboxDescription } from "../sandbox/description.ts";
import type { Progress } from "../sandbox/engine/progress.ts";
import { CommandError } from "./command.ts";
import type { LocalStack, Toolchain } from "./localStack.ts";
import { startLocalStack } from "./localStack.ts";

/** What several runs of one thing took. */
export interface Measurement {
  name: string;
  unit: "ms" | "MiB";
  median: number;
  least: number;
  most: number;
  runs: number;
  /** Calls of the Management API in one run, the same in each. */
  calls?: number;
}

/** How long a sandbox takes from its start to its first answer, and the most memory that it has used by then. */
export async function measureSandbox(runs: number): Promise<Measurement[]> {
  const started: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const sandbox = await spawnSandbox();
    await (await fetch(`${sandbox.description.auth0.plainUrl}/sandbox/health`)).text();
    started.push(performance.now() - began);
    await sandbox.stop();
  }
  return [measurement("sandbox start to first answer", "ms", started)];
}

/** A first up, a preview and an up without a change, each on a fresh tenant of its own process. */
export async function measureStack(
  toolchain: Toolchain,
  runs: number,
  progress: Progress,
): Promise<Measurement[]> {
  const taken = {
    up: [] as number[],
    preview: [] as number[],
    again: [] as number[],
    memory: [] as number[],
  };
  let calls = { up: 0, preview: 0, again: 0 };
  for (let run = 0; run < runs; run++) {
    progress(`run ${run + 1} of ${runs}`);
    const sandbox = await spawnSandbox();
    const local = await startLocalStack(toolchain, {
      stack: "dev",
      sender: "twilio",
      phoneExperience: "unified",
      tenant: sandbox,
    });
    try {
      const up = await timed(local, ["up", "--yes", "--skip-preview"]);
      const preview = await timed(local, ["preview"]);
      const again = await timed(local, ["up", "--yes", "--skip-preview"]);
      taken.up.push(up.milliseconds);
      taken.preview.push(preview.milliseconds);
      taken.again.push(again.milliseconds);
      taken.memory.push(await sandbox.peakMemory());
      calls = { up: up.calls, preview: preview.calls, again: again.calls };
    } finally {
      await local.close();
    }
  }
  return [
    { ...measurement("first up", "ms", taken.up), calls: calls.up },
    { ...measurement("preview without a change", "ms", taken.preview), calls: calls.preview },
    { ...measurement("up without a change", "ms", taken.again), calls: calls.again },
    measurement("sandbox peak memory", "MiB", taken.memory),
  ];
}

interface SandboxProcess {
  description: SandboxDescription;
  describe(): SandboxDescription;
  /** The most resident memory so far, in MiB; 0 where the system does not tell. */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** A sandbox as `npm run sandbox` starts it: in a process of its own, so that its memory is its own. */
async function spawnSandbox(): Promise<SandboxProcess> {
  const main = fileURLToPath(new URL("./sandbox.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const description = JSON.parse(line) as SandboxDescription;
  return {
    description,
    describe: () => description,
    async peakMemory() {
      const status = await readFile(`/proc/${child.pid ?? 0}/status`, "utf8").catch(() => "");
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function timed(local: LocalStack, args: string[]): Promise<{ milliseconds: number; calls: number }> {
  const { plainUrl } = local.sandbox.describe().auth0;
  await fetch(`${plainUrl}/sandbox/requests`, { method: "DELETE" });
  const began = performance.now();
  const { code, stderr, stdout } = await local.pulumi(args);
  const milliseconds = performance.now() - began;
  if (code !== 0) throw new CommandError(`Failed to measure pulumi ${args.join(" ")}:\n${stdout}\n${stderr}`);
  const requests = (await (await fetch(`${plainUrl}/sandbox/requests`)).json()) as unknown[];
  return { milliseconds, calls: requests.length };
}

function measurement(name: string, unit: Measurement["unit"], values: readonly number[]): Measurement {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? 0;
  return {
    name,
    unit,
    median: at(Math.floor(sorted.length / 2)),
    least: at(0),
    most: at(sorted.length - 1),
    runs: sorted.length,
  };
}
