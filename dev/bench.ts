import { defineCommand } from "../commands/terminal/command.ts";
import { prepareToolchain } from "../commands/local/localStack.ts";
import { compareWithPlain } from "./bench/comparison.ts";
import type { Measurement } from "./bench/measurement.ts";
import { measureMessages } from "./bench/messages.ts";
import { measureSandbox } from "./bench/sandbox.ts";
import { measureSignIns } from "./bench/signIns.ts";
import { measureStack } from "./bench/stack.ts";
import { flag, integer } from "../commands/terminal/options.ts";
import { step } from "../commands/terminal/steps.ts";
import { table } from "../commands/terminal/table.ts";

const command = defineCommand({
  name: "bench",
  local: true,
  summary:
    "Measures the local tenant, its inbox, and the dev stack on it: the median of several runs, the fastest and the slowest.",
  options: {
    runs: integer("N", { least: 1, most: 100, unset: 5 }, "runs of each"),
    "sign-ins": integer(
      "N",
      { least: 1, most: 100_000, unset: 5000 },
      "the most sign-ins with MFA, 32 at once; none may be lost",
    ),
    json: flag("one JSON object per line instead of the table"),
  },
});

await command.run(async ({ runs, "sign-ins": signIns, json }) => {
  const toolchain = await step("Engine and plugins", prepareToolchain);
  const sandbox = await step("Sandbox", () => measureSandbox(runs));
  const messages = await step("Messages", (progress) => measureMessages(runs, progress));
  const signedIn = await step("Sign-ins", (progress) => measureSignIns(signIns, progress));
  const stack = await step("Stack", (progress) => measureStack(toolchain, runs, progress));
  const compared = await step("A plain program", (progress) => compareWithPlain(toolchain, runs, progress));
  const measurements = [...sandbox, ...messages, ...signedIn, ...stack, ...compared];
  if (json) for (const measurement of measurements) console.log(JSON.stringify(measurement));
  else
    console.log(
      `\n${asTable(measurements)}\n\npulumi ${toolchain.engine.version}, plugins: ${toolchain.plugins.map(({ name, origin }) => `${name} ${origin}`).join(", ")}`,
    );
  return 0;
});

function asTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, unit, median, least, most, calls }) => [
    name,
    `${median} ${unit}`,
    `${least} – ${most}`,
    calls === undefined ? "" : String(calls),
  ]);
  return table([["What", "Median", "Least – most", "Management API calls"], ...rows]);
}
