import { resolve } from "node:path";
import { withoutPath } from "../configuration/problems.ts";
import { runProcess } from "./terminal/command.ts";
import { repairCutStates } from "./userStack/cutState.ts";
import { which } from "./engine/onPath.ts";
import { prepareEngine } from "./engine/prepareEngine.ts";
import { withPolicyPack } from "./userStack/policyPack.ts";
import { findProject } from "./engine/project.ts";
import { commandOf, isDestroy, stackOptions, whereabouts } from "./engine/pulumiArgs.ts";
import { protectionAdvice } from "./userStack/protection.ts";
import { assertRoomForState } from "./userStack/stateFolder.ts";
import { userPulumi } from "./userStack/userStack.ts";
import { putBackState } from "./userStack/wholeState.ts";

/** What a destroy's own output does not say, or says otherwise. */
const aboutDestroy = `Pulumi marks the tenant's settings as [retain] and calls them untracked, because Auth0's provider does
not undo them. This program's hooks do: they set the MFA policy to Never, if the stack manages it, turn off the factors that the
stack declares, and then remove the sender.`;

/** Commands that change a tenant and update the state while they run. */
const writes = new Set(["up", "update", "refresh", "destroy", "import"]);

// `npm run pulumi -- up`: pulumi as the user would run it (own login, own stacks, official plugins), found or
// built, with the lockfile's Node first on PATH, and with the policy pack.
await runProcess(
  async (args, signal) => {
    const engine = await prepareEngine((message) => {
      console.error(message);
    });
    const folder = process.cwd();
    const pulumi = userPulumi(engine, folder);
    const command = commandOf(args);
    const project = await findProject(resolve(whereabouts(args).cwd ?? ".")).catch(() => undefined);
    // By running cancel, the user says that no other run is active.
    const cut = project && (await repairCutStates(process.env, project.name, command === "cancel"));
    for (const stack of cut ?? [])
      console.error(
        `The state of stack "${stack}" was truncated by an interrupted write; it has been repaired.`,
      );
    if (writes.has(command)) await assertRoomForState(process.env);
    if (isDestroy(command)) console.error(aboutDestroy);
    const { code } = await withPolicyPack(pulumi, folder, args, async (all, exported = "") => {
      const result = await pulumi.pulumi(all, { onTerminal: true, signal });
      if (result.code !== 0 && writes.has(command)) {
        const lost = await putBackState(pulumi, stackOptions(args), exported);
        if (lost !== undefined) console.error(lost);
      }
      if (result.code !== 0 && isDestroy(command)) {
        const state = await pulumi.pulumi(["stack", "export", ...stackOptions(args)]);
        const advice = state.code === 0 ? protectionAdvice(args, state.stdout) : undefined;
        if (advice !== undefined) console.error(advice);
      }
      if ((result.code ?? 0) > 0 && (await which("pulumi")) === undefined)
        console.error(`pulumi is ${withoutPath}`);
      return result;
    });
    return code ?? 1;
  },
  { endsItself: true },
);
