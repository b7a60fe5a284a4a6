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
import { runProgram } from "./runProgram.ts";

type Handler = (call: ServerUnaryCall<never, unknown>, callback: sendUnaryData<unknown>) => void;

/**
 * Pulumi's `LanguageRuntime` for Node, as far as previews and updates go. The programs' plugins are installed
 * beforehand, so none is required here; the engine asks for each when a resource needs it.
 */
export function hostOf(engine: string, stop: AbortController): UntypedServiceImplementation {
  const answered: Record<string, Handler> = {
    getRequiredPackages: (_, callback) => {
      callback(null, new languagePb.GetRequiredPackagesResponse());
    },
    getPluginInfo: (_, callback) => {
      callback(null, new pluginPb.PluginInfo());
    },
    run: (call, callback) => {
      void runProgram(engine, call.request as languagePb.RunRequest, stop.signal).then((response) => {
        callback(null, response);
      });
    },
    runPlugin: ((call: Parameters<typeof runPlugin>[0]) => {
      void runPlugin(call);
    }) as unknown as Handler,
    cancel: (_, callback) => {
      stop.abort();
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
