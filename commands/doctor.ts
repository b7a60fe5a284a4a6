import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { examine } from "./doctor/examine.ts";
import { asJson, isHealthy, plain } from "./doctor/report.ts";
import { sendTest } from "./doctor/sendTest.ts";
import type { Subject, Versions } from "./doctor/Subject.ts";
import { ManagementApi } from "../tenant/api/ManagementApi.ts";
import { realTransport } from "../tenant/http/requestJson.ts";
import { runCommand, UsageError } from "./command.ts";
import { readUserStack, userPulumi } from "./userStack.ts";
import type { UserStack } from "./userStack.ts";

const usage = `Usage: npm run doctor -- --stack NAME [options]

Checks all that a stack needs before pulumi up: configuration, Auth0's credentials and scopes, the tenant, the carrier's account and
number, the clock, versions. Reads only.

  --stack NAME      the stack
  --cwd FOLDER      the project's folder (this one)
  --json            one JSON document
  --send-test +1…   also sends one real message to that number, by the tenant's own phone provider
  --help            this text

Exit code: 0 nothing failed, 2 something did, 1 the doctor itself could not run.`;

async function doctor(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string" },
      cwd: { type: "string", default: "." },
      json: { type: "boolean", default: false },
      "send-test": { type: "string" },
    },
  });
  const to = values["send-test"];
  if (values.stack === undefined) throw new UsageError("Name the stack: --stack dev.");
  if (to !== undefined && !/^\+[1-9]\d{6,14}$/.test(to))
    throw new UsageError("--send-test must be a phone number in E.164 form, such as +15551234567.");

  const folder = resolve(values.cwd);
  const stack = await readUserStack(values.stack, folder);
  const began = performance.now();
  const subject = await subjectOf(stack, folder);
  const findings = await examine(subject);
  if (to !== undefined) findings.push(...(await sendTest(subject, to)));
  const report = {
    stack: stack.name,
    domain: stack.settings.auth0.domain,
    findings,
    calls: subject.api.calls,
    seconds: (performance.now() - began) / 1000,
  };
  console.log(values.json ? asJson(report) : plain(report));
  return isHealthy(findings) ? 0 : 2;
}

async function subjectOf(stack: UserStack, folder: string): Promise<Subject> {
  const { name, settings, problems, outputs } = stack;
  return {
    stack: name,
    settings,
    problems,
    outputs,
    api: new ManagementApi(settings.auth0),
    transport: realTransport,
    versions: await versionsOf(stack, folder),
  };
}

async function versionsOf({ engine }: UserStack, folder: string): Promise<Versions> {
  const manifest = join(folder, "node_modules", "@pulumi", "auth0", "package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  return { node: process.versions.node, engine, sdk: version, plugins: await pluginsOf(engine, folder) };
}

async function pluginsOf(engine: UserStack["engine"], folder: string): Promise<string[] | undefined> {
  const { code, stdout } = await userPulumi(engine, folder).pulumi(["plugin", "ls", "--json"]);
  if (code !== 0) return undefined;
  return (JSON.parse(stdout) as { name: string; version?: string }[])
    .filter(({ name }) => name === "auth0")
    .map(({ version }) => version ?? "unknown");
}

await runCommand(usage, doctor, { mistake: 1 });
