import type { IsolatedStack } from "../sandbox/engine/isolatedStack.ts";
import type { Settings } from "../settings/settings.ts";
import { readSettings } from "../settings/settings.ts";

type ConfigValue = { value?: string; objectValue?: unknown; secret: boolean };

/** What an isolated stack declares, read as the program reads it. */
export async function configuredSettings(stack: IsolatedStack, name: string): Promise<Settings> {
  const { stdout } = await stack.pulumi(["config", "--json", "--show-secrets"]);
  const config = JSON.parse(stdout) as Record<string, ConfigValue>;
  const values = Object.entries(config).map(([key, { value, objectValue }]) => [
    key,
    objectValue === undefined ? (value ?? "") : JSON.stringify(objectValue),
  ]);
  return readSettings({
    project: "auth0-phone-mfa",
    stack: name,
    values: Object.fromEntries(values) as Record<string, string>,
    isSecret: (key) => config[key]?.secret ?? false,
    environment: {},
  }).settings;
}
