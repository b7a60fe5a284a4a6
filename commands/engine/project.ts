import { readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectNameFault } from "../../configuration/projectName.ts";
import { EngineError } from "./errors.ts";

/** A Pulumi project, found and read as Pulumi does. */
export interface Project {
  /** The namespace of the project's own configuration keys. */
  name: string;
  /** The folder of Pulumi.yaml. */
  folder: string;
  /** Pulumi.yaml itself, or Pulumi.yml, or Pulumi.json. */
  file: string;
  /** The defaults of its configuration, by keys without a namespace. */
  defaults: Readonly<Record<string, unknown>>;
  /** Whether each of its runs begins with a refresh. */
  refreshes: boolean;
  /** The file of a stack's configuration. */
  stackFile: (stack: string) => string;
}

/** [pulumi.com/docs/reference/pulumi-yaml] */
const projectFile = z.object({
  name: z.string(),
  stackConfigDir: z.string().default(""),
  // The former name of stackConfigDir.
  config: z.unknown().optional(),
  options: z.object({ refresh: z.string().nullish() }).nullish(),
});

/**
 * The project that pulumi would use in a folder: its own, or the nearest one above it.
 * @throws EngineError if there is none, or if its name is not allowed
 */
export async function findProject(folder: string): Promise<Project> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await readProject(at);
    if (found !== undefined) return found;
    if (dirname(at) === at)
      throw new EngineError(
        `Failed to find the project: there is no Pulumi.yaml in ${folder} or above it. Fix: run the command in the project's folder, or pass --cwd.`,
      );
  }
}

async function readProject(folder: string): Promise<Project | undefined> {
  for (const extension of [".yaml", ".yml", ".json"]) {
    const file = join(folder, `Pulumi${extension}`);
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const { success, data } = projectFile.safeParse(parsed(text));
    if (!success)
      throw new EngineError(
        `Failed to read the project: ${file} has no name. Fix: add one, such as name: acme-auth0`,
      );
    const fault = projectNameFault(data.name);
    if (fault !== undefined) throw new EngineError(`Failed to read the project: ${fault}`);
    const stackFolder = data.stackConfigDir || (typeof data.config === "string" ? data.config : "");
    return {
      name: data.name,
      folder,
      file,
      defaults: defaultsIn(data.config),
      refreshes: data.options?.refresh === "always",
      stackFile: (stack) => join(folder, stackFolder, `Pulumi.${shortName(stack)}${extname(file)}`),
    };
  }
  return undefined;
}

function defaultsIn(config: unknown): Record<string, unknown> {
  const keys = typeof config === "object" && config !== null ? Object.entries(config) : [];
  return Object.fromEntries(
    keys.flatMap(([key, value]: [string, { default?: unknown } | null]) =>
      value?.default === undefined ? [] : [[key, value.default]],
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** A stack's short name: pulumi also accepts `organization/project/stack`. */
export const shortName = (stack: string): string => stack.split("/").at(-1) ?? stack;
