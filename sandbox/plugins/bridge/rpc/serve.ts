import type { ServedProvider, Warn } from "../provider.ts";
import { watchEngine } from "./engine.ts";
import { listen } from "./listen.ts";

/** Serves a plugin to the engine that started this process, until that engine ends. */
export async function serve(make: (warn: Warn) => ServedProvider, version: string): Promise<void> {
  const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const { port } = await listen(make, version, engine);
  // The engine reads the port from the first line and waits for nothing else.
  process.stdout.write(`${port}\n`);
  if (engine !== undefined) watchEngine(engine, () => process.exit(0));
}
