import { Client, credentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { Auth0Provider } from "../../../sandbox/plugins/auth0/provider.ts";
import { listen } from "../../../sandbox/plugins/bridge/rpc/listen.ts";
import type { Properties } from "../../../sandbox/plugins/bridge/schema/value.ts";
import { startSandbox } from "../../../sandbox/index.ts";
import { fromMessage } from "./answers.ts";
import { toMessage } from "./messages.ts";

export interface Connection {
  call(name: string, request: Properties): Promise<Properties>;
  stop(): Promise<void>;
}

/** The local plugin over real gRPC, on its own tenant. */
export async function connect(phoneExperience: "unified" | "legacy"): Promise<Connection> {
  const sandbox = await startSandbox({ phoneExperience });
  const { auth0 } = sandbox.describe();
  const provider = new Auth0Provider({
    AUTH0_DOMAIN: auth0.domain,
    AUTH0_API_TOKEN: auth0.managementToken,
    SSL_CERT_FILE: auth0.caFile,
  });
  const server = await listen(() => provider, "0.0.0");
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  return {
    call: (name, request) => send(client, name, toMessage(name, request)),
    async stop() {
      client.close();
      server.stop();
      await sandbox.stop();
    },
  };
}

function send(client: Client, name: string, message: unknown): Promise<Properties> {
  const method = Object.values(ResourceProviderService).find(({ path }) => path.endsWith(`/${name}`));
  if (!method) throw new Error(`Failed to call ${name}: the provider protocol has no such method.`);
  return new Promise((answered, failed) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize as (value: unknown) => Buffer,
      method.responseDeserialize as (bytes: Buffer) => unknown,
      message,
      (error, response) => {
        if (error) failed(error);
        else answered(fromMessage(response));
      },
    );
  });
}
