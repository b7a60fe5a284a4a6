import { parseArgs } from "node:util";
import { runCommand } from "../commands/command.ts";
import { prepareToolchain } from "../commands/localStack.ts";
import type { Measurement } from "./bench/measurement.ts";
import { measureMessages } from "./bench/messages.ts";
import { measureSandbox } from "./bench/sandbox.ts";
import { measureSignIns } from "./bench/signIns.ts";
import { measureStack } from "./bench/stack.ts";
import { OptionChecks } from "../commands/options.ts";
import { step } from "../commands/steps.ts";
import { table } from "../commands/table.ts";

const usage = `Usage: npm run bench -- [options]

Measures the local tenant, its inbox, and the dev stack on it: the median of several runs, the fastest and the slowest.

  --runs N       runs of each (5)
  --sign-ins N   sign-ins with MFA at most, 32 at once, of which none may be lost (5000)
  --json         one JSON object a line instead of the table
  --help         this text`;

async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: "string", default: "5" },
      "sign-ins": { type: "string", default: "5000" },
      json: { type: "boolean", default: false },
    },
  });
  const checks = new OptionChecks();
  const runs = checks.integer("--runs", values.runs, 1, 100);
  const signIns = checks.integer("--sign-ins", values["sign-ins"], 1, 100_000);
  checks.finish();

  const toolchain = await step("Engine and plugins", prepareToolchain);
  const sandbox = await step("Sandbox", () => measureSandbox(runs));
  const messages = await step("Messages", (progress) => measureMessages(runs, progress));
  const signedIn = await step("Sign-ins", (progress) => measureSignIns(signIns, progress));
  const stack = await step("Stack", (progress) => measureStack(toolchain, runs, progress));
  const measurements = [...sandbox, ...messages, ...signedIn, ...stack];
  if (values.json) for (const measurement of measurements) console.log(JSON.stringify(measurement));
  else
    console.log(
      `\n${asTable(measurements)}\n\npulumi ${toolchain.engine.version}, plugins: ${toolchain.plugins.map(({ name, origin }) => `${name} ${origin}`).join(", ")}`,
    );
  return 0;
}

function asTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, unit, median, least, most, calls }) => [
    name,
    `${median} ${unit}`,
    `${least} – ${most}`,
    calls === undefined ? "" : String(calls),
  ]);
  return table([["What", "Median", "Least – most", "Management API calls"], ...rows]);
}

await runCommand(usage, bench);
