import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";

export interface Listening {
  port: number;
  stop(): void;
}

/** States of many resources may be larger than gRPC's four megabytes. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves one of Pulumi's services on a free port of this machine. */
export async function bind(
  definition: ServiceDefinition,
  implementation: UntypedServiceImplementation,
): Promise<Listening> {
  const server = new Server(unlimited);
  server.addService(definition, implementation);
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
