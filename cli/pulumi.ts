import { runCommand } from "./command.ts";
import { prepareEngine } from "./engine.ts";
import { withPolicyPack } from "./policyPack.ts";
import { userPulumi } from "./userStack.ts";

// `npm run pulumi -- up`: pulumi as the user would call it (own login, own stacks, official plugins), found or built,
// with the Node that the lockfile pins first on PATH, and with the policy pack.
await runCommand(undefined, async (args) => {
  const engine = await prepareEngine((message) => {
    console.error(message);
  });
  const folder = process.cwd();
  const pulumi = userPulumi(engine, folder);
  const { code } = await withPolicyPack(pulumi, folder, args, (all) =>
    pulumi.pulumi(all, { onTerminal: true }),
  );
  return code ?? 1;
});
