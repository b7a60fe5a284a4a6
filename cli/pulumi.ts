import { delimiter, dirname, join } from "node:path";
import { ensureEngine } from "../sandbox/engine/engine.ts";
import { run } from "../sandbox/engine/run.ts";
import { runCommand } from "./command.ts";

// `npm run pulumi -- up`: pulumi as the user would call it (own login, own stacks, official plugins), found or built,
// with the Node that the lockfile pins first on PATH.
await runCommand(undefined, async (args) => {
  const engine = await ensureEngine((message) => {
    console.error(message);
  });
  const path = [engine.binFolder, dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  const { code } = await run(join(engine.binFolder, "pulumi"), args, {
    env: { ...process.env, PATH: path },
    onTerminal: true,
  });
  return code ?? 1;
});
