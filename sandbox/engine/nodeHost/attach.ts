import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { log } from "../../plugins/bridge/rpc/engine.ts";
import type { Listening } from "../../plugins/bridge/rpc/listen.ts";
import { hostOf } from "./host.ts";

/** Serves the language host from this process, for one run of the engine. Programs and policy packs still run in processes of their own. */
export async function serveHost(environment: NodeJS.ProcessEnv): Promise<Listening> {
  const stop = new AbortController();
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const onLine = (engine: string, line: string) => void log(engine, "INFO", "", line);
  server.addService(LanguageRuntimeService, hostOf({ stop: stop.signal, environment, onLine }));
  const port = await new Promise<number>((bound, failed) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, number) => {
      if (error) failed(error);
      else bound(number);
    });
  });
  return {
    port,
    stop() {
      stop.abort();
      server.forceShutdown();
    },
  };
}
