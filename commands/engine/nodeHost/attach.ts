import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { log } from "../../../sandbox/plugins/bridge/rpc/engine.ts";
import type { Listening } from "../../../sandbox/plugins/bridge/rpc/bind.ts";
import { bind } from "../../../sandbox/plugins/bridge/rpc/bind.ts";
import { hostOf } from "./host.ts";
import type { RunProgram } from "./runProgram.ts";

/**
 * Serves the language host from this process for one run of the engine. Policy packs still get their own
 * processes, and so do programs, unless `run` does otherwise.
 */
export async function serveHost(environment: NodeJS.ProcessEnv, run?: RunProgram): Promise<Listening> {
  const stop = new AbortController();
  const onLine = (engine: string, line: string) => void log(engine, "INFO", "", line);
  const options = { stop: stop.signal, environment, onLine, ...(run && { run }) };
  const host = await bind(LanguageRuntimeService, hostOf(options));
  return {
    port: host.port,
    stop() {
      stop.abort();
      host.stop();
    },
  };
}
