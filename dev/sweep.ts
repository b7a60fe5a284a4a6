import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../commands/command.ts";
import { prepareToolchain } from "../commands/localStack.ts";
import { OptionChecks } from "../commands/options.ts";
import { step } from "../commands/steps.ts";
import { operations } from "./sweep/operations.ts";
import { allGroups, sampled } from "./sweep/plan.ts";
import type { Group } from "./sweep/plan.ts";
import { asText, summary } from "./sweep/report.ts";
import { runSweep } from "./sweep/runSweep.ts";
import { worlds } from "./sweep/worlds.ts";

const usage = `Usage: npm run sweep -- [options]

Lets each Management API call of each operation fail in each way, and kills the engine at it; looks at the local tenant as a user would after
each write; then runs the operation again, which must end as if nothing had failed. All of it takes hours.

  --sample N                  N cases, of every kind, operation and world as evenly as can be
  --seed N                    which ones (1)
  --only WORLD[/OPERATION]    may be given again
  --slots N                   tenants that are swept at once (2)
  --project FOLDER            another copy of the program
  --json                      one JSON object a case, and one of all at the end
  --help                      this text

Worlds: ${worlds.map(({ name }) => name).join(", ")}
Operations: ${operations.map(({ name }) => name).join(", ")}`;

async function sweep(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      only: { type: "string", multiple: true, default: [] },
      slots: { type: "string", default: "2" },
      project: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const checks = new OptionChecks();
  const size =
    values.sample === undefined ? undefined : checks.integer("--sample", values.sample, 1, 100_000);
  const seed = checks.integer("--seed", values.seed, 0, 1_000_000);
  const slots = checks.integer("--slots", values.slots, 1, 16);
  const chosen = chooseGroups(values.only, checks);
  checks.finish();

  const groups = size === undefined ? chosen : sampled(chosen, size, seed);
  const toolchain = await step("Engine and plugins", prepareToolchain);
  const report = await step("Sweep", (progress) =>
    runSweep(toolchain, groups, {
      seed,
      slots,
      project: values.project === undefined ? undefined : resolve(values.project),
      signal,
      progress,
      onResult: (result) => {
        if (values.json) console.log(JSON.stringify(result));
      },
    }),
  );
  console.log(values.json ? JSON.stringify(summary(report)) : asText(report));
  return summary(report).failed.length > 0 ? 2 : signal.aborted ? 130 : 0;
}

function chooseGroups(only: readonly string[], checks: OptionChecks): Group[] {
  const groups = allGroups(worlds);
  if (only.length === 0) return groups;
  const isNamed = ({ world, operation }: Group, name: string) =>
    name === world.name || name === `${world.name}/${operation.name}` || name === `*/${operation.name}`;
  for (const name of only)
    if (!groups.some((group) => isNamed(group, name)))
      checks.add(`--only must be WORLD, WORLD/OPERATION or */OPERATION, not ${JSON.stringify(name)}.`);
  return groups.filter((group) => only.some((name) => isNamed(group, name)));
}

await runCommand(usage, sweep);
