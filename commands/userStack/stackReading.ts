import { isDeepStrictEqual } from "node:util";
import { shortName } from "../engine/project.ts";
import type { Pulumi } from "../engine/isolatedStack.ts";
import type { Problem } from "../../configuration/problems.ts";
import type { Settings } from "../../settings/settings.ts";
import { readSettings } from "../../settings/settings.ts";
import type { Source } from "../../configuration/source.ts";
import type { RecordedResource } from "./recordedState.ts";
import { recordedResources } from "./recordedState.ts";
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
  const source: Source = {
    project,
    stack: shortName(stack),
    values: valuesIn(config),
    isSecret: (key) => config[key]?.secret ?? false,
    environment,
  };
  return { ...readSettings(source), source };
}

const valuesIn = (config: Record<string, ConfigValue>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config).map(([key, { value, objectValue }]) => [
      key,
      objectValue === undefined ? (value ?? "") : JSON.stringify(objectValue),
    ]),
  );

/** The stack's state with its secrets in plain text, which must never be shown. */
export const readState = (pulumi: Pulumi, stack: string): Promise<unknown> =>
  readJson(pulumi, stack, ["stack", "export", "--show-secrets", "--stack", stack]);

/** The resources in the stack's state; their secrets stay encrypted. */
export const readResources = async (pulumi: Pulumi, stack: string): Promise<RecordedResource[]> =>
  recordedResources(await read(pulumi, stack, ["stack", "export", "--stack", stack]));

interface HistoryEntry {
  kind: string;
  result: string;
  endTime?: string;
  config?: Record<string, ConfigValue>;
}

/** What the last hundred updates of a stack say. */
export interface Updates {
  /** When the last successful `pulumi up` ended. */
  lastUp: Date | undefined;
  /** The configuration of that `up`, by full key, without secrets. */
  configured: Readonly<Record<string, string>>;
  /** The command that wrote last and failed, if none has succeeded since. */
  failed: { command: string; at: Date } | undefined;
}

/** pulumi's commands that write to a tenant, by the names that its history has for them. */
const writes: Readonly<Record<string, string>> = { update: "up", destroy: "destroy" };

/** Reads what a stack's history says. */
export async function readUpdates(pulumi: Pulumi, stack: string): Promise<Updates> {
  const args = ["stack", "history", "--json", "--page-size", "100", "--stack", stack];
  const history = (await readJson(pulumi, stack, args)) as HistoryEntry[];
  const lastUp = history.find(({ kind, result }) => kind === "update" && result === "succeeded");
  const last = history.find(({ kind }) => kind in writes);
  const plain = Object.entries(lastUp?.config ?? {}).filter(([, { secret }]) => !secret);
  return {
    lastUp: endOf(lastUp),
    configured: valuesIn(Object.fromEntries(plain)),
    failed:
      last?.result === "failed"
        ? { command: writes[last.kind] ?? "", at: endOf(last) ?? new Date() }
        : undefined,
  };
}

/** Local backends store whole seconds: it ended within the following second. */
const endOf = (entry: HistoryEntry | undefined): Date | undefined =>
  entry?.endTime === undefined ? undefined : new Date(Date.parse(entry.endTime) + 999);

/**
 * What the stack declared at its last `up`, if that was something else; secrets are taken to be the same.
 * `undefined` if it can't be read.
 */
export function settingsAtLastUp(source: Source, { configured }: Updates): Settings | undefined {
  const secrets = Object.entries(source.values).filter(([key]) => source.isSecret(key));
  const values = { ...configured, ...Object.fromEntries(secrets) };
  if (Object.keys(configured).length === 0 || isDeepStrictEqual(values, source.values)) return undefined;
  const { settings, problems } = readSettings({ ...source, values });
  return problems.length === 0 ? settings : undefined;
}

const readJson = async (pulumi: Pulumi, stack: string, args: readonly string[]): Promise<unknown> =>
  JSON.parse(await read(pulumi, stack, args));

async function read(pulumi: Pulumi, stack: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await pulumi.pulumi(args);
  if (code !== 0) throw await stackFailure(pulumi, stack, args, stderr);
  return stdout;
}
