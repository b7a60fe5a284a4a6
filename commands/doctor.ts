import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isLocalAuth0Plugin } from "./engine/plugins.ts";
import { examine } from "./doctor/examine.ts";
import { asJson, isHealthy, plain } from "./doctor/report.ts";
import { sendTest } from "./doctor/sendTest.ts";
import type { Subject, Versions } from "./doctor/Subject.ts";
import { isE164, numberFault } from "../mfa/phoneNumbers.ts";
import { ManagementApi } from "../tenant/api/ManagementApi.ts";
import { realTransport } from "../tenant/http/requestJson.ts";
import { defineCommand } from "./terminal/command.ts";
import type { OptionsOf } from "./terminal/command.ts";
import { flag, folder, stack, text } from "./terminal/options.ts";
import { waiting } from "./terminal/waiting.ts";
import { sharingParts } from "./userStack/stackFiles.ts";
import { attachedNumbersIn, credentialsIn, outputsIn } from "./userStack/revealedState.ts";
import { pulumiHome } from "./userStack/stateFolder.ts";
import { readState } from "./userStack/stackReading.ts";
import { readUserStack, userPulumi } from "./userStack/userStack.ts";
import type { UserStack } from "./userStack/userStack.ts";

const command = defineCommand({
  name: "doctor",
  forms: ["--stack NAME [options]"],
  summary: `Checks everything that a stack needs before pulumi up: configuration, Auth0 credentials and scopes, the tenant, the carrier's account and
number, the clock and versions. Changes nothing.`,
  options: {
    stack,
    cwd: folder,
    json: flag("one JSON document"),
    "send-test": text(
      "+1…",
      "also sends one real message to that number, through a unified tenant's phone provider",
    ),
  },
  check: ({ "send-test": to }, checks) => {
    const fault = to === undefined || isE164(to) ? undefined : numberFault(to);
    const way = fault?.better ?? "a phone number in E.164 form";
    if (fault) checks.add(`--send-test ${fault.what}. Pass ${way}.`);
  },
  exits: { 0: "nothing failed", 2: "a check failed", 1: "the checks could not run" },
});

async function doctor(options: OptionsOf<typeof command>): Promise<number> {
  const report = await waiting(`Checking stack "${options.stack}"`, () => reportOn(options));
  console.log(options.json ? asJson(report) : plain(report));
  return isHealthy(report.findings) ? 0 : 2;
}

async function reportOn({ stack: name, cwd, "send-test": to }: OptionsOf<typeof command>) {
  const deployed = await readUserStack(name, cwd);
  const began = performance.now();
  const subject = await subjectOf(deployed, cwd);
  const findings = await examine(subject);
  if (to !== undefined) findings.push(...(await sendTest(subject, to)));
  return {
    stack: deployed.name,
    domain: deployed.settings.auth0.domain,
    findings,
    calls: subject.api.calls,
    seconds: (performance.now() - began) / 1000,
  };
}

async function subjectOf(deployed: UserStack, cwd: string): Promise<Subject> {
  const { name, engine, settings, problems, source, project } = deployed;
  const [state, versions, beside] = await Promise.all([
    readState(userPulumi(engine, cwd), name),
    versionsOf(deployed, cwd),
    sharingParts(project, name),
  ]);
  return {
    stack: name,
    settings,
    problems,
    outputs: outputsIn(state),
    configured: source.values,
    recorded: credentialsIn(state),
    attachedNumbers: attachedNumbersIn(state),
    api: new ManagementApi(settings.auth0),
    transport: realTransport,
    versions,
    beside,
  };
}

async function versionsOf({ engine }: UserStack, cwd: string): Promise<Versions> {
  const manifest = createRequire(join(cwd, "package.json")).resolve("@pulumi/auth0/package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  return {
    node: process.versions.node,
    engine,
    sdk: version,
    plugins: await pluginsOf(engine, cwd),
    isPluginLocal: await isLocalAuth0Plugin(pulumiHome(process.env), version),
  };
}

async function pluginsOf(engine: UserStack["engine"], cwd: string): Promise<string[] | undefined> {
  const { code, stdout } = await userPulumi(engine, cwd).pulumi(["plugin", "ls", "--json"]);
  if (code !== 0) return undefined;
  return (JSON.parse(stdout) as { name: string; version?: string }[])
    .filter(({ name }) => name === "auth0")
    .map(({ version }) => version ?? "unknown");
}

await command.run(doctor);
