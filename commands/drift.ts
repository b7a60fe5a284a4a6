import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareStack } from "./drift/compareStack.ts";
import { madeBy } from "./drift/Declared.ts";
import { asJson } from "./drift/report/asJson.ts";
import { differencesIn } from "./drift/report/DriftReport.ts";
import type { DriftReport } from "./drift/report/DriftReport.ts";
import { markdown } from "./drift/report/markdown.ts";
import { plain } from "./drift/report/plain.ts";
import { ManagementApi } from "../tenant/api/ManagementApi.ts";
import { CommandError, runCommand, UsageError } from "./command.ts";
import { output } from "./output.ts";
import { readUserStack, settingsOf } from "./userStack.ts";
import type { UserStack } from "./userStack.ts";

const usage = `Usage: npm run drift -- --stack NAME [options]

Compares a stack's tenant with what the stack declares, by the Management API itself and with read-only scopes. Changes nothing.

  --stack NAME        the stack
  --cwd FOLDER        the project's folder (this one)
  --json              one JSON document
  --markdown FILE|-   a Markdown document, for a pull request or a job's summary
  --help              this text

Exit code: 0 no drift, 2 drift, 1 it could not be found out.`;

async function drift(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string" },
      cwd: { type: "string", default: "." },
      json: { type: "boolean", default: false },
      markdown: { type: "string" },
    },
  });
  if (values.stack === undefined) throw new UsageError("Name the stack: --stack dev.");
  if (values.json && values.markdown === "-")
    throw new UsageError("--json and --markdown - both print; give --markdown a file.");

  const stack = await readUserStack(values.stack, resolve(values.cwd));
  const report = await driftOf(stack);
  await output(values.markdown, () => markdown(report));
  if (values.json) console.log(asJson(report));
  else if (values.markdown !== "-") console.log(plain(report));
  return differencesIn(report).length > 0 ? 2 : 0;
}

async function driftOf(stack: UserStack): Promise<DriftReport> {
  const settings = settingsOf(stack);
  const { name, outputs, lastUp } = stack;
  if (outputs["domain"] === undefined) {
    throw new CommandError(
      `Failed to compare stack "${name}": it has deployed nothing yet. Run npm run pulumi -- up --stack ${name} first.`,
    );
  }
  const api = new ManagementApi(settings.auth0);
  const began = performance.now();
  const comparisons = await compareStack(api, { settings, ...madeBy(outputs), lastUp });
  const seconds = (performance.now() - began) / 1000;
  return { stack: name, domain: settings.auth0.domain, lastUp, comparisons, calls: api.calls, seconds };
}

await runCommand(usage, drift, { mistake: 1 });
