import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Parameterization } from "../bridge/provider.ts";

/** What a local SDK's package.json says about its plugin. */
interface Manifest {
  pulumi: { name: string; version: string; parameterization: Parameterization };
}

const file = createRequire(import.meta.url).resolve("@pulumi/twilio/package.json");
const { pulumi } = JSON.parse(readFileSync(file, "utf8")) as Manifest;

/** The plugin that the program's SDK asks for: the bridge, in the version that generated the SDK. */
export const bridgePlugin = { name: pulumi.name, version: pulumi.version };

/** The package that the plugin should provide. */
export const twilioPackage = pulumi.parameterization;
