import { sandboxApi } from "../../commands/local/localTenant.ts";
import { fileURLToPath } from "node:url";
import type { Progress } from "../../commands/engine/progress.ts";
import { run } from "../../commands/engine/run.ts";
import { CommandError } from "../../commands/terminal/command.ts";
import type { LocalStack, Toolchain } from "../../commands/local/localStack.ts";
import { startLocalStack } from "../../commands/local/localStack.ts";
import { measurement } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";

const policyPack = ["--policy-pack", "policy", "--policy-pack-config", "policy/configuration.json"];

/** A first up, and a preview and an up without changes, each on a fresh tenant in its own process. */
export async function measureStack(
  toolchain: Toolchain,
  runs: number,
  progress: Progress,
): Promise<Measurement[]> {
  const taken = {
    up: [] as number[],
    preview: [] as number[],
    review: [] as number[],
    ratio: [] as number[],
    pack: [] as number[],
    again: [] as number[],
    memory: [] as number[],
  };
  let calls = { up: 0, preview: 0, again: 0 };
  for (let done = 0; done < runs; done++) {
    progress(`run ${done + 1} of ${runs}`);
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
      const packed = await timed(local, ["preview", ...policyPack]);
      const review = await timedReview(local);
      const again = await timed(local, ["up", "--yes", "--skip-preview"]);
      taken.up.push(up.milliseconds);
      taken.preview.push(preview.milliseconds);
      taken.review.push(review);
      taken.pack.push((100 * packed.milliseconds) / preview.milliseconds);
      taken.ratio.push((100 * review) / preview.milliseconds);
      taken.again.push(again.milliseconds);
      taken.memory.push(await sandbox.peakMemory());
      calls = { up: up.calls, preview: preview.calls, again: again.calls };
    } finally {
      await local.close();
    }
  }
  return [
    { ...measurement("first update", "ms", taken.up), calls: calls.up },
    { ...measurement("preview without a change", "ms", taken.preview), calls: calls.preview },
    measurement("preview with the policy pack, compared with none", "%", taken.pack),
    measurement("npm run review of that preview", "ms", taken.review),
    measurement("a review, compared with the preview alone", "%", taken.ratio),
    { ...measurement("update without a change", "ms", taken.again), calls: calls.again },
    measurement("local tenant: peak memory", "MiB", taken.memory),
  ];
}

/** `npm run review` of the stack, from the start of its process to its end. */
async function timedReview(local: LocalStack): Promise<number> {
  const main = fileURLToPath(new URL("../../commands/review.ts", import.meta.url));
  const began = performance.now();
  const { stdout, stderr } = await run(process.execPath, [main, "--stack", "dev", "--cwd", local.folder], {
    env: { ...process.env, ...local.environment },
  });
  const milliseconds = performance.now() - began;
  if (!stdout.includes("no change"))
    throw new CommandError(`Failed to measure a review:\n${stdout}\n${stderr}`);
  return milliseconds;
}

/** The duration of a pulumi run, and the number of its Management API calls. */
export async function timed(
  local: LocalStack,
  args: readonly string[],
): Promise<{ milliseconds: number; calls: number }> {
  const sandbox = sandboxApi(local.sandbox.describe());
  await sandbox("DELETE", "/requests");
  const began = performance.now();
  const { code, stderr, stdout } = await local.pulumi(args);
  const milliseconds = performance.now() - began;
  if (code !== 0) throw new CommandError(`Failed to measure pulumi ${args.join(" ")}:\n${stdout}\n${stderr}`);
  const requests = (await sandbox("GET", "/requests")) as unknown[];
  return { milliseconds, calls: requests.length };
}
