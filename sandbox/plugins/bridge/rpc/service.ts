import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ServedProvider } from "../provider.ts";
import { toServiceError, unimplemented } from "./failure.ts";
import * as requests from "./requests.ts";
import * as responses from "./responses.ts";
import { fromStruct } from "./struct.ts";

type Handler = (call: ServerUnaryCall<never, unknown>, callback: sendUnaryData<unknown>) => void;

/** A call's handler from a function of its message: what it throws becomes the call's error. */
function answering(answer: (message: never) => unknown): Handler {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (thrown: unknown) => {
          callback(toServiceError(thrown));
        },
      );
  };
}

/** Pulumi's `ResourceProvider` service on this plugin. What is not listed is answered with "unimplemented". */
export function serviceOf(provider: ServedProvider, version: string): UntypedServiceImplementation {
  const answered: Record<string, Handler> = {
    handshake: answering(() => {
      const response = new providerPb.ProviderHandshakeResponse();
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: answering(() => {
      const info = new pluginPb.PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: answering(() => {
      const response = new providerPb.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: provider.name, version }));
      return response;
    }),
    parameterize: answering((message: providerPb.ParameterizeRequest) => {
      const asked = requests.parameterization(message);
      const parameterized = asked && provider.parameterize(asked);
      if (parameterized === undefined) throw unimplemented("parameterize");
      return responses.parameterizeResponse(parameterized);
    }),
    checkConfig: answering((message: providerPb.CheckRequest) =>
      responses.checkResponse(provider.checkConfig(fromStruct(message.getNews()))),
    ),
    diffConfig: answering((message: providerPb.DiffRequest) =>
      responses.diffConfigResponse(
        provider.diffConfig(
          fromStruct(message.getOldInputs() ?? message.getOlds()),
          fromStruct(message.getNews()),
        ),
      ),
    ),
    configure: answering((message: providerPb.ConfigureRequest) => {
      provider.configure(fromStruct(message.getArgs()));
      return responses.configureResponse();
    }),
    check: answering(async (message: providerPb.CheckRequest) =>
      responses.checkResponse(await provider.check(requests.checkRequest(message))),
    ),
    diff: answering(async (message: providerPb.DiffRequest) =>
      responses.diffResponse(await provider.diff(requests.diffRequest(message))),
    ),
    create: answering(async (message: providerPb.CreateRequest) =>
      responses.createResponse(await provider.create(requests.createRequest(message))),
    ),
    read: answering(async (message: providerPb.ReadRequest) =>
      responses.readResponse(await provider.read(requests.readRequest(message))),
    ),
    update: answering(async (message: providerPb.UpdateRequest) =>
      responses.updateResponse(await provider.update(requests.updateRequest(message))),
    ),
    delete: answering(async (message: providerPb.DeleteRequest) => {
      await provider.delete(requests.deleteRequest(message));
      return new emptyPb.Empty();
    }),
    invoke: answering(async (message: providerPb.InvokeRequest) =>
      responses.invokeResponse(await provider.invoke(message.getTok(), fromStruct(message.getArgs()))),
    ),
    cancel: answering(() => new emptyPb.Empty()),
    attach: answering(() => new emptyPb.Empty()),
  };
  const others = Object.keys(ResourceProviderService)
    .filter((method) => !(method in answered))
    .map((method): [string, Handler] => [
      method,
      (_, callback) => {
        callback(unimplemented(method));
      },
    ]);
  return { ...Object.fromEntries(others), ...answered } as UntypedServiceImplementation;
}
