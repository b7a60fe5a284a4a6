import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Auth0Provider } from "./provider.ts";
import { serve } from "../bridge/rpc/serve.ts";
import { preloadClient } from "./tenant/api.ts";

/** The version that the engine asks for is that of the SDK the program uses. */
function sdkVersion(): string {
  const file = createRequire(import.meta.url).resolve("@pulumi/auth0/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

await serve((warn) => new Auth0Provider(process.env, warn), sdkVersion());
setImmediate(() => void preloadClient());
