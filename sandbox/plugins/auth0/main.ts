import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Auth0Provider } from "./provider.ts";
import { warn, watchEngine } from "./rpc/engine.ts";
import { listen } from "./rpc/listen.ts";
import { preloadClient } from "./tenant/api.ts";

/** The version that the engine asks for is that of the SDK the program uses. */
function sdkVersion(): string {
  const file = createRequire(import.meta.url).resolve("@pulumi/auth0/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const provider = new Auth0Provider(process.env, (urn, text) => {
  if (engine !== undefined) void warn(engine, urn, text);
});
const { port } = await listen(provider, sdkVersion());
// The engine reads the port from the first line and waits for nothing else.
process.stdout.write(`${port}\n`);
if (engine !== undefined) watchEngine(engine, () => process.exit(0));
setImmediate(() => void preloadClient());
