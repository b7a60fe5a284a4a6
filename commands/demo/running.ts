import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { runPulumi } from "../engine/isolatedStack.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import { CommandError } from "../terminal/command.ts";
import type { LocalStack, Toolchain } from "../local/localStack.ts";
import { withPolicyPack } from "../userStack/policyPack.ts";

/** What another terminal needs to run pulumi on the demo's stack. */
interface RunningDemo {
  pid: number;
  folder: string;
  binFolder: string;
  environment: Record<string, string>;
}

/**
 * It holds the stack's passphrase and the tenant's credentials, so only its owner can read it, and it is
 * deleted with the demo.
 */
const file = fileURLToPath(new URL("../../.sandbox/demo.json", import.meta.url));

/** Lets other terminals find the demo. Call the result to undo that. */
export async function announce(local: LocalStack, { engine }: Toolchain): Promise<() => Promise<void>> {
  const { folder, environment } = local;
  const demo: RunningDemo = {
    pid: process.pid,
    folder,
    binFolder: engine.binFolder,
    environment: { ...environment },
  };
  await writeFileAtomic(file, JSON.stringify(demo), { mode: 0o600 });
  return async () => {
    const found = await readRunning();
    if (found?.pid === process.pid) await rm(file, { force: true });
  };
}

/** `npm run demo -- pulumi ARGS`: runs pulumi on the stack of the demo in another terminal. */
export async function pulumiOnDemo(args: string[], signal: AbortSignal): Promise<number> {
  const demo = await readRunning();
  if (demo === undefined || !isAlive(demo.pid)) {
    throw new CommandError("Failed to find a demo: none is running. Fix: npm run demo, in another terminal.");
  }
  const pulumi: Pulumi = { pulumi: (all, options) => runPulumi(demo, all, options) };
  const { code } = await withPolicyPack(pulumi, demo.folder, args, (all) =>
    pulumi.pulumi(all, { onTerminal: true, signal }),
  );
  return code ?? 1;
}

async function readRunning(): Promise<RunningDemo | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as RunningDemo;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The folder of the last check's report. */
export const reportFolder = join(fileURLToPath(new URL("../../.sandbox/", import.meta.url)), "report");
