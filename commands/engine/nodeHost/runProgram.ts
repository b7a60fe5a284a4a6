import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";

/** The SDK's exit code for a program that has already told the user what is wrong. */
const alreadyTold = 32;

/** Who runs a program, and what it gets. */
interface Surroundings {
  engine: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  onLine?: (engine: string, line: string) => void;
}

/**
 * Runs a program with the SDK's own runner, and returns how it ended. The configuration is passed through the
 * environment.
 */
export async function runProgram(
  request: languagePb.RunRequest,
  { engine, environment, signal, onLine }: Surroundings,
): Promise<languagePb.RunResponse> {
  const runner = createRequire(join(request.getPwd(), "package.json")).resolve("@pulumi/pulumi/cmd/run");
  const env = {
    ...environment,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const child = spawn(
    process.execPath,
    [...nodeArguments(request), runner, ...argumentsOf(engine, request)],
    {
      cwd: request.getPwd(),
      env,
      signal,
      stdio: ["ignore", ...(onLine ? (["pipe", "pipe"] as const) : (["inherit", "inherit"] as const))],
    },
  );
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on("line", (line) => {
        onLine?.(engine, line);
      });
  const code = await new Promise<number | string>((ended) => {
    child.once("error", (error) => {
      ended(error.message);
    });
    child.once("close", (exitCode, endedBy) => {
      ended(exitCode ?? String(endedBy));
    });
  });
  const response = new languagePb.RunResponse();
  if (code === alreadyTold) response.setBail(true);
  else if (code !== 0) response.setError(`Program ended with ${code}`);
  return response;
}

/** The project's `nodeargs`, as Pulumi's host passes them [pulumi.com/docs/reference/pulumi-yaml]. */
function nodeArguments(request: languagePb.RunRequest): string[] {
  const { nodeargs } = (request.getInfo()?.getOptions()?.toJavaScript() ?? {}) as { nodeargs?: unknown };
  return typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter((argument) => argument !== "") : [];
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
