import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The version of the SDK that the program is written with: the one that the engine asks for. */
export const auth0SdkVersion = (): string =>
  (JSON.parse(fileOfSdk("package.json")) as { version: string }).version;

/**
 * Why a property is deprecated, in the provider's own words. The SDK has them, with the name of a Pulumi
 * resource where the plugin says Terraform's.
 *
 * @param type the property's interface among the SDK's inputs, as `GuardianPhone`
 */
export function deprecationOf(type: string, property: string): string {
  const [, inputs = ""] = fileOfSdk("types/input.d.ts").split(`interface ${type} {`);
  const [before = ""] = inputs.split(`\n    ${property}?: `);
  const words = before.split("@deprecated ").at(-1)?.split("\n")[0] ?? "";
  return words.replace(/`auth0\.(\w+)`/g, (_, name: string) => `\`auth0${snakeCase(name)}\``);
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const fileOfSdk = (name: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`@pulumi/auth0/${name}`), "utf8");
