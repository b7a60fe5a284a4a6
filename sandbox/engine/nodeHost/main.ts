import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { watchEngine } from "../../plugins/bridge/rpc/engine.ts";
import { hostOf } from "./host.ts";

// The engine starts a language host with its own address, reads a port from the first line, and then calls.
const engine = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const stop = new AbortController();
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, hostOf({ engine, stop: stop.signal, environment: process.env }));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
watchEngine(engine, () => {
  stop.abort();
  process.exit(0);
});
