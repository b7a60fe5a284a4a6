import { resolve } from "node:path";
import { defineCommand } from "../commands/terminal/command.ts";
import { prepareToolchain } from "../commands/local/localStack.ts";
import { flag, integer, oneOf, text, texts } from "../commands/terminal/options.ts";
import type { Option, OptionChecks } from "../commands/terminal/options.ts";
import { step } from "../commands/terminal/steps.ts";
import { operations } from "./sweep/operations.ts";
import { allGroups, sampled } from "./sweep/plan.ts";
import type { Group } from "./sweep/plan.ts";
import { asText, summary } from "./sweep/report.ts";
import { refreshes } from "./sweep/Refresh.ts";
import { runSweep } from "./sweep/runSweep.ts";
import { variants } from "./sweep/variants.ts";

const groups = allGroups(variants);

const only: Option<Group[]> = {
  ...texts("VARIANT[/OPERATION]", "repeatable"),
  read: (given, name, checks) => chooseGroups((given ?? []) as string[], name, checks),
};

const command = defineCommand({
  name: "sweep",
  local: true,
  summary: `Makes each Management API call of each operation fail in each way, or kills the engine at that call. Checks what users see on the local
tenant after each write. Then runs the operation again, which must end as if nothing had failed. A full sweep takes hours.`,
  options: {
    sample: integer(
      "N",
      { least: 1, most: 100_000, unset: undefined },
      "N cases, spread evenly over kinds, operations and variants",
    ),
    seed: integer("N", { least: 0, most: 1_000_000, unset: 1 }, "which ones"),
    only,
    slots: integer("N", { least: 1, most: 16, unset: 2 }, "tenants swept at once"),
    refresh: oneOf(refreshes, "refresh in each run, or a pulumi refresh between the two runs (none)"),
    project: text("FOLDER", "another copy of the program"),
    json: flag("one JSON object per case, and a summary at the end"),
  },
  notes: `Variants: ${variants.map(({ name }) => name).join(", ")}
Operations: ${operations.map(({ name }) => name).join(", ")}`,
});

await command.run(async ({ sample, seed, only: chosen, slots, refresh, project, json }, signal) => {
  const swept = sample === undefined ? chosen : sampled(chosen, sample, seed);
  const toolchain = await step("Engine and plugins", prepareToolchain);
  const report = await step("Sweep", (progress) =>
    runSweep(toolchain, swept, {
      seed,
      slots,
      refresh,
      project: project === undefined ? undefined : resolve(project),
      signal,
      progress,
      onResult: (result) => {
        if (json) console.log(JSON.stringify(result));
      },
    }),
  );
  console.log(json ? JSON.stringify(summary(report)) : asText(report));
  return summary(report).failed.length > 0 ? 2 : signal.aborted ? 130 : 0;
});

function chooseGroups(names: readonly string[], option: string, checks: OptionChecks): Group[] {
  if (names.length === 0) return groups;
  const isNamed = ({ variant, operation }: Group, name: string) =>
    name === variant.name || name === `${variant.name}/${operation.name}` || name === `*/${operation.name}`;
  for (const name of names)
    if (!groups.some((group) => isNamed(group, name)))
      checks.add(`${option} must be VARIANT, VARIANT/OPERATION or */OPERATION, not ${JSON.stringify(name)}.`);
  return groups.filter((group) => names.some((name) => isNamed(group, name)));
}
