import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import type { Problem } from "../../configuration/problems.ts";
import type { Settings } from "../../settings/settings.ts";

/** What a doctor looks at. */
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
  api: ManagementApi;
  transport: Transport;
  versions: Versions;
}

export interface Versions {
  node: string;
  engine: { version: string; origin: string };
  /** The version of @pulumi/auth0 that is installed, which the plugin's follows. */
  sdk: string;
  /** The auth0 plugins that the engine has; `undefined` where it could not say. */
  plugins: readonly string[] | undefined;
}
