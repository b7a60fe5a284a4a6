import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Engine } from "../engine/engine.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import type { Project } from "../engine/project.ts";
import { findProject } from "../engine/project.ts";
import { quickStart } from "../engine/quickStart.ts";
import { run } from "../engine/run.ts";
import { withProgram } from "../engine/withProgram.ts";
import { describeProblems } from "../../configuration/problems.ts";
import type { Settings } from "../../settings/settings.ts";
import { CommandError } from "../terminal/command.ts";
import { prepareEngine } from "../engine/prepareEngine.ts";
import { bringCredentials } from "./credentialsInForce.ts";
import type { Configuration } from "./stackReading.ts";
import { readConfiguration } from "./stackReading.ts";

/** The user's own stack, as `pulumi` sees it in a folder and an environment. */
export interface UserStack extends Configuration {
  name: string;
  project: Project;
  engine: Engine;
}

/**
 * Reads a stack with the user's own login, backend and environment.
 * @throws CommandError with what to do, if it can't be read
 */
export async function readUserStack(name: string, folder: string): Promise<UserStack> {
  const engine = await prepareEngine((message) => {
    console.error(message);
  });
  const pulumi = userPulumi(engine, folder);
  const project = await findProject(folder);
  const configuration = await readConfiguration(pulumi, name, {
    project: project.name,
    environment: process.env,
  });
  const file = project.stackFile(name);
  if (!existsSync(file)) {
    throw new CommandError(
      `Failed to read stack "${name}": its configuration, ${file}, is missing. Fix: copy it from where the stack was created, or run npm run pulumi -- config refresh --stack ${name}.`,
    );
  }
  return { name, project, engine, ...configuration };
}

/**
 * `pulumi` as the user would run it: own login, own stacks, with the lockfile's Node first on PATH, and a
 * quick start. `more` is added to the environment.
 */
export function userPulumi(engine: Engine, folder: string, more: NodeJS.ProcessEnv = {}): Pulumi {
  const path = [engine.binFolder, dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  const env = { ...process.env, ...more, ...quickStart(process.env), PATH: path };
  const call: Pulumi = {
    pulumi: (args, options) =>
      run(
        join(engine.binFolder, "pulumi"),
        options?.onTerminal === true ? args : ["--non-interactive", ...args],
        { cwd: folder, ...options, env: { ...(options?.env ?? env), ...withProgram(args) } },
      ),
  };
  return {
    async pulumi(args, options) {
      await bringCredentials(call, args, folder);
      return call.pulumi(args, options);
    },
  };
}

/**
 * The settings of a stack with a valid configuration.
 * @throws CommandError with all problems
 */
export function settingsOf({ name, settings, problems }: UserStack): Settings {
  if (problems.length > 0) throw new CommandError(describeProblems(name, problems));
  return settings;
}
