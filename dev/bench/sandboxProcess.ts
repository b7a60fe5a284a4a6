import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SandboxDescription } from "../../sandbox/description.ts";

export interface SandboxProcess {
  description: SandboxDescription;
  describe(): SandboxDescription;
  /** The peak resident memory so far, in MiB; 0 if the system does not report it. */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
  /** Ends it as a machine failure would: nothing is cleaned up. */
  kill(): void;
}

/** A local tenant as `npm run sandbox` starts it: in its own process, so that its memory can be measured. */
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
