import { sandboxApi } from "../../commands/local/localTenant.ts";
import { measurement } from "./measurement.ts";
import type { Measurement } from "./measurement.ts";
import { spawnSandbox } from "./sandboxProcess.ts";

/** The time from a local tenant's start to its first response, and its peak memory until then. */
export async function measureSandbox(runs: number): Promise<Measurement[]> {
  const started: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const sandbox = await spawnSandbox();
    await sandboxApi(sandbox.description)("GET", "/health");
    started.push(performance.now() - began);
    await sandbox.stop();
  }
  return [measurement("local tenant: start to first response", "ms", started)];
}
