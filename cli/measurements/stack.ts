import type { Progress } from "../../sandbox/engine/progress.ts";
import { CommandError } from "../command.ts";
import type { LocalStack, Toolchain } from "../localStack.ts";
import { startLocalStack } from "../localStack.ts";
import { measurement } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";

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
