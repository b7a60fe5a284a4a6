import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The version of the SDK that the program is written with: the one that the engine asks for. */
export function auth0SdkVersion(): string {
  const file = createRequire(import.meta.url).resolve("@pulumi/auth0/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
