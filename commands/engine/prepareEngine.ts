import { fileURLToPath } from "node:url";
import type { Engine } from "./engine.ts";
import { ensureEngine } from "./engine.ts";
import { withNodeHost } from "./nodeHost/install.ts";
import type { Progress } from "./progress.ts";

/**
 * The PULUMI_HOME of every local stack of this checkout, and the folder where the engine is linked with its
 * host.
 */
export const home = fileURLToPath(new URL("../../.sandbox/pulumi", import.meta.url));

/**
 * The engine that all commands run, for the user's own stacks and for local ones. Building it for the first
 * time takes minutes.
 */
export async function prepareEngine(progress: Progress): Promise<Engine> {
  return withNodeHost(await ensureEngine(progress), home, progress);
}
