import { realpathSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { withoutPath } from "../../configuration/problems.ts";
import { run } from "./run.ts";

/**
 * The oldest engine that supports `options.refresh` as this project uses it, and the resource options that it
 * declares.
 */
const oldest = [3, 200, 0] as const;

export interface FoundEngine {
  binFolder: string;
  version: string;
}

/**
 * `pulumi` on PATH, if it is recent enough. The folder is that of the real file, because its language host is
 * there, but not necessarily next to a link to `pulumi`.
 */
export async function findOnPath(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<FoundEngine | undefined> {
  const program = await which("pulumi", environment);
  if (program === undefined) return undefined;
  const version = await versionOf(program, environment);
  if (version === undefined || !isRecentEnough(version)) return undefined;
  return { binFolder: dirname(realpathSync(program)), version };
}

/** The first executable file of that name on PATH. */
export async function which(
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  for (const folder of (environment["PATH"] ?? "").split(delimiter).filter(Boolean)) {
    const candidate = join(folder, name);
    const executable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return candidate;
  }
  return undefined;
}

/** What an error message has to add if its fix is a pulumi command that a shell does not find. */
export async function aboutPath(
  message: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  if (!/\bfix: .*\bpulumi [a-z]/is.test(message)) return undefined;
  return (await which("pulumi", environment)) === undefined ? `pulumi is ${withoutPath}` : undefined;
}

/**
 * `3.259.0` for a program that prints `v3.259.0`; `undefined` if it can't be run or prints something else.
 */
export async function versionOf(
  program: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const { code, stdout } = await run(program, ["version"], {
    env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return code === 0 ? /^v?(\d+\.\d+\.\d+)/.exec(stdout.trim())?.[1] : undefined;
}

/** Whether an engine of this version can run the stacks. */
export function isRecentEnough(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, least] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
