import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { snakeCase } from "../bridge/schema/property.ts";

/** The version of the program's SDK: the one that the engine asks for. */
export const auth0SdkVersion = (): string =>
  (JSON.parse(fileOfSdk("package.json")) as { version: string }).version;

/** Read once, because each check of a legacy stack's settings needs two of its sentences. */
let inputTypes: string | undefined;

/**
 * Why a property is deprecated, in the provider's own words. The SDK has them, with the name of a Pulumi
 * resource where the plugin uses Terraform's.
 * @param type the property's interface in the SDK's inputs, such as `GuardianPhone`
 */
export function deprecationOf(type: string, property: string): string {
  inputTypes ??= fileOfSdk("types/input.d.ts");
  const [, inputs = ""] = inputTypes.split(`interface ${type} {`);
  const [before = ""] = inputs.split(`\n    ${property}?: `);
  const words = before.split("@deprecated ").at(-1)?.split("\n")[0] ?? "";
  return words.replace(/`auth0\.(\w+)`/g, (_, name: string) => `\`auth0${snakeCase(name)}\``);
}

const fileOfSdk = (name: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`@pulumi/auth0/${name}`), "utf8");
