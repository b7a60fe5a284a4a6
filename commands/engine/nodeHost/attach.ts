import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { log } from "../../../sandbox/plugins/bridge/rpc/engine.ts";
import type { Listening } from "../../../sandbox/plugins/bridge/rpc/bind.ts";
import { bind } from "../../../sandbox/plugins/bridge/rpc/bind.ts";
import { hostOf } from "./host.ts";

/**
 * Serves the language host from this process for one run of the engine. Programs and policy packs still get
 * their own processes.
 */
export async function serveHost(environment: NodeJS.ProcessEnv): Promise<Listening> {
  const stop = new AbortController();
  const onLine = (engine: string, line: string) => void log(engine, "INFO", "", line);
  const host = await bind(LanguageRuntimeService, hostOf({ stop: stop.signal, environment, onLine }));
  return {
    port: host.port,
    stop() {
      stop.abort();
      host.stop();
    },
  };
}
