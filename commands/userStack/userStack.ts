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
import { readConfiguration, readLastUp, readOutputs } from "./stackReading.ts";

/** A stack of the user's own, as `pulumi` sees it in a folder and an environment. */
export interface UserStack extends Configuration {
  name: string;
  project: Project;
  engine: Engine;
  /** Empty where nothing has been deployed. */
  outputs: Record<string, unknown>;
  /** When the last `pulumi up` that succeeded had ended. */
  lastUp: Date | undefined;
}

/**
 * Reads a stack in the user's own login, backend and environment.
 *
 * @throws CommandError with what to do, where it can't be read
 */
export async function readUserStack(name: string, folder: string): Promise<UserStack> {
  const engine = await prepareEngine((message) => {
    console.error(message);
  });
  const pulumi = userPulumi(engine, folder);
  // The first call alone: where it fails, three would say so.
  const project = await findProject(folder);
  const configuration = await readConfiguration(pulumi, name, {
    project: project.name,
    environment: process.env,
  });
  const file = project.stackFile(name);
  if (!existsSync(file)) {
    throw new CommandError(
      `Failed to read stack "${name}": its configuration, ${file}, is missing. Fetch it from where the stack was made, or run npm run pulumi -- config refresh --stack ${name}.`,
    );
  }
  const [outputs, lastUp] = await Promise.all([readOutputs(pulumi, name), readLastUp(pulumi, name)]);
  return { name, project, engine, ...configuration, outputs, lastUp };
}

/**
 * `pulumi` as the user would call it: own login, own stacks; with the Node that the lockfile pins first on
 * PATH, and a quick start. `more` is added to the environment.
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
      await bringCredentials(call, args);
      return call.pulumi(args, options);
    },
  };
}

/**
 * The settings of a stack whose configuration is right.
 *
 * @throws CommandError with all that is wrong
 */
export function settingsOf({ name, settings, problems }: UserStack): Settings {
  if (problems.length > 0) throw new CommandError(describeProblems(name, problems));
  return settings;
}
