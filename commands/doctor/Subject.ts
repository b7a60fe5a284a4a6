import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import type { Problem } from "../../configuration/problems.ts";
import type { StackBeside } from "../../findings/sharedParts.ts";
import type { Settings } from "../../settings/settings.ts";

/** What the doctor checks. */
export interface Subject {
  stack: string;
  settings: Settings;
  /** What is wrong with the configuration. */
  problems: readonly Problem[];
  outputs: Readonly<Record<string, unknown>>;
  /** Every configured value, by its full key. */
  configured: Readonly<Record<string, string>>;
  /** The credentials that each provider in the state holds, by their configuration keys. */
  recorded: readonly Readonly<Record<string, string | undefined>>[];
  /** The numbers that the stack has attached to its own Messaging Service. */
  attachedNumbers: readonly string[];
  api: ManagementApi;
  transport: Transport;
  versions: Versions;
  /** Other stacks whose files name the same tenant, and what each manages together with this one. */
  beside: readonly StackBeside[];
}

export interface Versions {
  node: string;
  engine: { version: string; origin: string };
  /** The installed version of @pulumi/auth0, which the plugin's version follows. */
  sdk: string;
  /** The auth0 plugins that the engine has; `undefined` if it could not list them. */
  plugins: readonly string[] | undefined;
  /** Whether the one of the SDK's version is this project's local plugin, which talks only to a local tenant. */
  isPluginLocal: boolean;
}
