import { shortName } from "../engine/project.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import type { Problem } from "../../configuration/problems.ts";
import type { Settings } from "../../settings/settings.ts";
import { readSettings } from "../../settings/settings.ts";
import type { Source } from "../../configuration/source.ts";
import { stackFailure } from "./stackFailure.ts";

type ConfigValue = { value?: string; objectValue?: unknown; secret: boolean };

/** A stack's configuration, as it was read. */
export interface Configuration {
  settings: Settings;
  /** The problems; if there are any, `settings` must not be used. */
  problems: Problem[];
  source: Source;
}

/** A stack's declarations, read as the program reads them. */
export async function readConfiguration(
  pulumi: Pulumi,
  stack: string,
  { project, environment }: { project: string; environment: NodeJS.ProcessEnv },
): Promise<Configuration> {
  const args = ["config", "--json", "--show-secrets", "--stack", stack];
  const config = (await readJson(pulumi, stack, args)) as Record<string, ConfigValue>;
  const values = Object.entries(config).map(([key, { value, objectValue }]) => [
    key,
    objectValue === undefined ? (value ?? "") : JSON.stringify(objectValue),
  ]);
  const source: Source = {
    project,
    stack: shortName(stack),
    values: Object.fromEntries(values) as Record<string, string>,
    isSecret: (key) => config[key]?.secret ?? false,
    environment,
  };
  return { ...readSettings(source), source };
}

/** The stack's outputs; empty if nothing has been deployed. */
export async function readOutputs(pulumi: Pulumi, stack: string): Promise<Record<string, unknown>> {
  const args = ["stack", "output", "--json", "--stack", stack];
  return (await readJson(pulumi, stack, args)) as Record<string, unknown>;
}

interface HistoryEntry {
  kind: string;
  result: string;
  endTime?: string;
}

/**
 * When the last successful `pulumi up` ended; `undefined` if there was none among the last hundred updates.
 */
export async function readLastUp(pulumi: Pulumi, stack: string): Promise<Date | undefined> {
  const args = ["stack", "history", "--json", "--page-size", "100", "--stack", stack];
  const history = (await readJson(pulumi, stack, args)) as HistoryEntry[];
  const last = history.find(({ kind, result }) => kind === "update" && result === "succeeded");
  if (last?.endTime === undefined) return undefined;
  // Local backends store whole seconds: it ended within the following second.
  return new Date(Date.parse(last.endTime) + 999);
}

async function readJson(pulumi: Pulumi, stack: string, args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await pulumi.pulumi(args);
  if (code !== 0) throw await stackFailure(pulumi, stack, args, stderr);
  return JSON.parse(stdout);
}
