import { Client, credentials } from "@grpc/grpc-js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { expect, onTestFinished, test } from "vitest";
import { attach } from "../../../commands/engine/attach.ts";
import { toStruct } from "../../../sandbox/plugins/bridge/rpc/struct.ts";

/** The local auth0 plugin, attached for one run of the engine. */
async function attached(environment: Record<string, string> = {}) {
  const plugins = await attach(["auth0", "terraform-provider"], environment);
  onTestFinished(() => {
    plugins.stop();
  });
  const [, port = ""] =
    /^auth0:(\d+),terraform-provider:\d+$/.exec(plugins.environment["PULUMI_DEBUG_PROVIDERS"] ?? "") ?? [];
  return () => {
    // A separate connection, as the engine makes one for each provider.
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
    onTestFinished(() => {
      client.close();
    });
    return (method: keyof typeof ResourceProviderService, message: unknown) => {
      const { path, requestSerialize, responseDeserialize } = ResourceProviderService[method] as {
        path: string;
        requestSerialize: (value: unknown) => Buffer;
        responseDeserialize: (bytes: Buffer) => unknown;
      };
      return new Promise((answered, failed) => {
        client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, (error, answer) => {
          if (error) failed(error);
          else answered(answer);
        });
      });
    };
  };
}

/** Asks for an Action with arguments that are refused before anything is sent. */
function wrongInvoke(): providerPb.InvokeRequest {
  const request = new providerPb.InvokeRequest();
  request.setTok("auth0:index/getAction:getAction");
  request.setArgs(toStruct({ nam: "x" }));
  return request;
}

test("each connection of the engine has its own provider, with its own configuration", async () => {
  const connect = await attached();
  const [one, other] = [connect(), connect()];
  const configuration = new providerPb.ConfigureRequest();
  configuration.setArgs(toStruct({ domain: "localhost:1", apiToken: "unused" }));
  await one("configure", configuration);
  await expect(one("invoke", wrongInvoke())).resolves.toBeInstanceOf(providerPb.InvokeResponse);
  await expect(other("invoke", wrongInvoke())).rejects.toThrow("is not configured");
});

test("a provider reads the run's environment, not that of the test process", async () => {
  const connect = await attached({ AUTH0_DOMAIN: "tenant.eu.auth0.com", AUTH0_API_TOKEN: "unused" });
  const configuration = new providerPb.ConfigureRequest();
  configuration.setArgs(toStruct({}));
  await expect(connect()("configure", configuration)).rejects.toThrow(/tenant\.eu\.auth0\.com/);
});
