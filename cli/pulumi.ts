import { ensureEngine } from "../sandbox/engine/engine.ts";
import { runCommand } from "./command.ts";
import { userPulumi } from "./userStack.ts";

// `npm run pulumi -- up`: pulumi as the user would call it (own login, own stacks, official plugins), found or built,
// with the Node that the lockfile pins first on PATH.
await runCommand(undefined, async (args) => {
  const engine = await ensureEngine((message) => {
    console.error(message);
  });
  const { code } = await userPulumi(engine, process.cwd()).pulumi(args, { onTerminal: true });
  return code ?? 1;
});
