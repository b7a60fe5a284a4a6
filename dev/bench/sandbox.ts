import { sandboxApi } from "../../commands/local/localTenant.ts";
import { measurement } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";

/**
 * How long a sandbox takes from its start to its first answer, and the most memory that it has used by then.
 */
export async function measureSandbox(runs: number): Promise<Measurement[]> {
  const started: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const sandbox = await spawnSandbox();
    await sandboxApi(sandbox.description)("GET", "/health");
    started.push(performance.now() - began);
    await sandbox.stop();
  }
  return [measurement("sandbox start to first answer", "ms", started)];
}
