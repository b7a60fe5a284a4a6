import {
  type sendUnaryData,
  type ServerUnaryCall,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import languagePb from "@pulumi/pulumi/proto/language_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import { runPlugin } from "./runPlugin.ts";
import type { RunProgram } from "./runProgram.ts";
import { runProgram } from "./runProgram.ts";

type Handler = (call: ServerUnaryCall<never, unknown>, callback: sendUnaryData<unknown>) => void;

/** What a host needs to run. */
export interface HostOptions {
  /**
   * The engine's address, if the engine started the host; an engine that attaches to the host sends its own.
   */
  engine?: string;
  /** Ends everything that is running. */
  stop: AbortSignal;
  /** The environment of programs and policy packs. */
  environment: NodeJS.ProcessEnv;
  /** Receives each line that a program prints; without it, programs print to the host's output. */
  onLine?: (engine: string, line: string) => void;
  /** Runs programs; by default, each run gets a process of its own. */
  run?: RunProgram;
}

/**
 * Pulumi's `LanguageRuntime` for Node, as far as previews and updates need it. Plugins are installed
 * beforehand, so none is required here; the engine asks for each when a resource needs it.
 */
export function hostOf(options: HostOptions): UntypedServiceImplementation {
  const { stop, environment, onLine, run } = options;
  let engine = options.engine ?? "";
  // An engine that attaches connects more than once, and sends a cancel on each connection.
  const cancels = new Map<string, AbortController>();
  const cancelOf = (peer: string): AbortController => {
    const known = cancels.get(peer) ?? new AbortController();
    cancels.set(peer, known);
    return known;
  };
  const answered: Record<string, Handler> = {
    handshake: (call, callback) => {
      engine = (call.request as languagePb.LanguageHandshakeRequest).getEngineAddress();
      callback(null, new languagePb.LanguageHandshakeResponse());
    },
    getRequiredPackages: (_, callback) => {
      callback(null, new languagePb.GetRequiredPackagesResponse());
    },
    getPluginInfo: (_, callback) => {
      callback(null, new pluginPb.PluginInfo());
    },
    run: (call, callback) => {
      const signal = AbortSignal.any([stop, cancelOf(call.getPeer()).signal]);
      const program = { engine, environment, signal, ...(onLine && { onLine }), ...(run && { run }) };
      void runProgram(call.request as languagePb.RunRequest, program).then((response) => {
        callback(null, response);
      });
    },
    runPlugin: ((call: Parameters<typeof runPlugin>[0]) => {
      void runPlugin(call, environment);
    }) as unknown as Handler,
    cancel: (call, callback) => {
      cancelOf(call.getPeer()).abort();
      callback(null, new emptyPb.Empty());
    },
  };
  const others = Object.keys(LanguageRuntimeService)
    .filter((method) => !(method in answered))
    .map((method): [string, Handler] => [
      method,
      (_, callback) => {
        callback({ code: status.UNIMPLEMENTED, details: `method ${method} not implemented` });
      },
    ]);
  return { ...Object.fromEntries(others), ...answered } as UntypedServiceImplementation;
}
