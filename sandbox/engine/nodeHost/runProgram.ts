import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";

/** The SDK's exit code for a program that has told the user what is wrong already. */
const alreadyTold = 32;

/** Runs a program with the SDK's own runner, and says how it ended. The configuration goes by the environment. */
export async function runProgram(
  engine: string,
  request: languagePb.RunRequest,
  signal: AbortSignal,
): Promise<languagePb.RunResponse> {
  const runner = createRequire(join(request.getPwd(), "package.json")).resolve("@pulumi/pulumi/cmd/run");
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const child = spawn(process.execPath, [runner, ...argumentsOf(engine, request)], {
    env,
    signal,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise<number | string>((ended) => {
    child.once("error", (error) => {
      ended(error.message);
    });
    child.once("exit", (exitCode, endedBy) => {
      ended(exitCode ?? String(endedBy));
    });
  });
  const response = new languagePb.RunResponse();
  if (code === alreadyTold) response.setBail(true);
  else if (code !== 0) response.setError(`Program ended with ${code}`);
  return response;
}

function argumentsOf(engine: string, request: languagePb.RunRequest): string[] {
  const named = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(named).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    request.getInfo()?.getEntryPoint() || request.getProgram() || ".",
    ...request.getArgsList(),
  ];
}
