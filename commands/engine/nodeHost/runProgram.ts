import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";

/** The SDK's exit code for a program that has already told the user what is wrong. */
const alreadyTold = 32;

/** One run of a program. */
export interface ProgramRun {
  /** Node's own options. */
  nodeArgs: readonly string[];
  /** The file that runs the program, and its arguments. */
  runner: string;
  args: readonly string[];
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** Ends the program. */
  signal: AbortSignal;
  /** Receives each line that the program prints; without it, the program prints to this process's output. */
  onLine?: (line: string) => void;
}

/** Runs a program, and returns its exit code or what ended it. */
export type RunProgram = (run: ProgramRun) => Promise<number | string>;

/** Who runs a program, and what it gets. */
interface Surroundings extends Pick<ProgramRun, "environment" | "signal"> {
  engine: string;
  onLine?: (engine: string, line: string) => void;
  run?: RunProgram;
}

/**
 * Runs a program with the SDK's own runner, and returns how it ended. The configuration is passed through the
 * environment.
 */
export async function runProgram(
  request: languagePb.RunRequest,
  { engine, environment, signal, onLine, run = inOwnProcess }: Surroundings,
): Promise<languagePb.RunResponse> {
  const folder = request.getPwd();
  const code = await run({
    nodeArgs: nodeArguments(request),
    runner: createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run"),
    args: argumentsOf(engine, request),
    folder,
    environment: {
      ...environment,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    signal,
    ...(onLine && {
      onLine: (line: string) => {
        onLine(engine, line);
      },
    }),
  });
  const response = new languagePb.RunResponse();
  if (code === alreadyTold) response.setBail(true);
  else if (code !== 0) response.setError(`Program ended with ${code}`);
  return response;
}

/** As Pulumi's host runs a program. */
export const inOwnProcess: RunProgram = async ({
  nodeArgs,
  runner,
  args,
  folder,
  environment,
  signal,
  onLine,
}) => {
  const output = onLine ? "pipe" : "inherit";
  const child = spawn(process.execPath, [...nodeArgs, runner, ...args], {
    cwd: folder,
    env: environment,
    signal,
    stdio: ["ignore", output, output],
  });
  for (const stream of [child.stdout, child.stderr])
    if (stream && onLine) createInterface({ input: stream }).on("line", onLine);
  return new Promise((ended) => {
    child.once("error", (error) => {
      ended(error.message);
    });
    child.once("close", (code, endedBy) => {
      ended(code ?? String(endedBy));
    });
  });
};

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
