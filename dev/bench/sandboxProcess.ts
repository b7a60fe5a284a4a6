import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SandboxDescription } from "../../sandbox/description.ts";

export interface SandboxProcess {
  description: SandboxDescription;
  describe(): SandboxDescription;
  /** The most resident memory so far, in MiB; 0 where the system does not tell. */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
  /** Ends it as a machine that fails would: nothing is tidied up. */
  kill(): void;
}

/** A sandbox as `npm run sandbox` starts it: in a process of its own, so that its memory is its own. */
export async function spawnSandbox(options: readonly string[] = []): Promise<SandboxProcess> {
  const main = fileURLToPath(new URL("../../commands/sandbox.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--json", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const description = JSON.parse(line) as SandboxDescription;
  return {
    description,
    describe: () => description,
    async peakMemory() {
      const status = await readFile(`/proc/${child.pid ?? 0}/status`, "utf8").catch(() => "");
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    kill: () => void child.kill("SIGKILL"),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
