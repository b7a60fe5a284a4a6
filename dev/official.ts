import { run } from "../commands/engine/run.ts";
import { prepareToolchain, project } from "../commands/local/localStack.ts";
import { CommandError, defineCommand } from "../commands/terminal/command.ts";
import { flag } from "../commands/terminal/options.ts";
import { step } from "../commands/terminal/steps.ts";
import { table } from "../commands/terminal/table.ts";
import { senderNames } from "../senders/index.ts";
import { phoneExperiences } from "../mfa/phoneExperience.ts";
import { partsOf } from "./official/parts.ts";

const command = defineCommand({
  name: "official",
  local: true,
  summary: `Runs the demo in each of its four variants, and the tests that need an engine, on Pulumi's own engine and language host and on Auth0's own plugin.
Downloads them if they are missing, so the first run needs the internet. Takes about an hour on two cores.`,
  options: {
    "allow-local": flag("runs even if one of them is not available, and lists it"),
  },
  exits: {
    0: "everything passed",
    2: "something failed",
    1: "a component is not official, or the command could not run",
  },
});

await command.run(async ({ "allow-local": allowLocal }, signal) => {
  const parts = partsOf(await step("Engine and plugins", prepareToolchain));
  for (const { name, origin, isStandIn } of parts) console.log(`${isStandIn ? "✗" : "✓"} ${name}: ${origin}`);
  const standIns = parts.filter(({ isStandIn }) => isStandIn).map(({ name }) => name);
  if (standIns.length > 0 && !allowLocal)
    throw new CommandError(
      `Some components are not official: ${standIns.join(", ")}. Fix: connect this machine to the internet, or put Pulumi's own pulumi on PATH, ` +
        `and run it again. To run with what is available: npm run official -- --allow-local.`,
    );

  const results: { what: string; passed: boolean; seconds: number }[] = [];
  for (const [what, args] of runs()) {
    const started = performance.now();
    console.log(`\n$ node ${args.join(" ")}`);
    const { code } = await run(process.execPath, args, { cwd: project, onTerminal: true, signal });
    results.push({ what, passed: code === 0, seconds: Math.round((performance.now() - started) / 1000) });
    if (signal.aborted) return 130;
  }
  const rows = results.map(({ what, passed, seconds }) => [passed ? "✓" : "✗", what, `${seconds} s`]);
  console.log(`\n${table([["", "run", "time"], ...rows])}`);
  return results.every(({ passed }) => passed) ? 0 : 2;
});

/** What to run, and Node's arguments for it. */
function runs(): [what: string, args: string[]][] {
  const demos = phoneExperiences.flatMap((experience) =>
    senderNames.map((sender): [string, string[]] => [
      `demo, ${experience}, ${sender}`,
      ["commands/demo.ts", "--check", "--phone-experience", experience, "--sender", sender],
    ]),
  );
  const projects = ["engine", "exhaustive"].flatMap((name) => ["--project", name]);
  return [...demos, ["engine tests", ["node_modules/vitest/vitest.mjs", "run", ...projects]]];
}
