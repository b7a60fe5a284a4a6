import { fileURLToPath } from "node:url";
import type { Engine } from "./engine.ts";
import { ensureEngine } from "./engine.ts";
import { withNodeHost } from "./nodeHost/install.ts";
import type { Progress } from "./progress.ts";

/** PULUMI_HOME of every local stack of this checkout, and where the engine is linked with its host. */
export const home = fileURLToPath(new URL("../../.sandbox/pulumi", import.meta.url));

/**
 * The engine that all commands run, for stacks of the user's own and for local ones. Takes minutes where it
 * must be built for the first time.
 */
export async function prepareEngine(progress: Progress): Promise<Engine> {
  return withNodeHost(await ensureEngine(progress), home, progress);
}
