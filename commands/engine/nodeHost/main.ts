import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { watchEngine } from "../../../sandbox/plugins/bridge/rpc/engine.ts";
import { bind } from "../../../sandbox/plugins/bridge/rpc/bind.ts";
import { hostOf } from "./host.ts";

// The engine starts a language host with the engine's address, reads a port from the first line, and then
// calls it.
const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const stop = new AbortController();
const host = hostOf({ engine, stop: stop.signal, environment: process.env });
const { port } = await bind(LanguageRuntimeService, host);
process.stdout.write(`${port}\n`);
watchEngine(engine, () => {
  stop.abort();
  process.exit(0);
});
