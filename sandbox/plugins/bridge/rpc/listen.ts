import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ServedProvider, Warn } from "../provider.ts";
import { serviceOf } from "./service.ts";

export interface Listening {
  port: number;
  stop(): void;
}

/** States of many resources may be larger than gRPC's four megabytes. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/**
 * Serves the plugin on a free port of this machine.
 *
 * @param make the provider of one connection
 * @param engine the address of the engine that started this process, if one did
 */
export async function listen(
  make: (warn: Warn) => ServedProvider,
  version: string,
  engine?: string,
): Promise<Listening> {
  const server = new Server(unlimited);
  server.addService(ResourceProviderService, serviceOf(make, version, engine));
  const port = await new Promise<number>((bound, failed) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, number) => {
      if (error) failed(error);
      else bound(number);
    });
  });
  return {
    port,
    stop() {
      server.forceShutdown();
    },
  };
}
