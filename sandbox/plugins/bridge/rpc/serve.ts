import type { ServedProvider, Warn } from "../provider.ts";
import { warn, watchEngine } from "./engine.ts";
import { listen } from "./listen.ts";

/** Serves a plugin to the engine that started this process, until that engine is gone. */
export async function serve(provider: (warn: Warn) => ServedProvider, version: string): Promise<void> {
  const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const { port } = await listen(
    provider((urn, text) => {
      if (engine !== undefined) void warn(engine, urn, text);
    }),
    version,
  );
  // The engine reads the port from the first line and waits for nothing else.
  process.stdout.write(`${port}\n`);
  if (engine !== undefined) watchEngine(engine, () => process.exit(0));
}
