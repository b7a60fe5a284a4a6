import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ServedProvider, Warn } from "../provider.ts";
import { warn } from "./engine.ts";
import { toServiceError, unimplemented } from "./failure.ts";
import * as requests from "./requests.ts";
import * as responses from "./responses.ts";
import { fromStruct } from "./struct.ts";

type Handler = (call: ServerUnaryCall<never, unknown>, callback: sendUnaryData<unknown>) => void;

/** The state of one engine connection. */
interface Connection {
  provider: ServedProvider;
  /** The engine's address, for warnings; unknown until the engine sends it. */
  engine: string | undefined;
}

type Answer = (message: never, provider: ServedProvider, connection: Connection) => unknown;

/** Makes a call's handler from a function of its message: a thrown error becomes the call's error. */
const answeringFor =
  (connectionOf: (peer: string) => Connection) =>
  (answer: Answer): Handler =>
  (call, callback) => {
    Promise.resolve()
      .then(() => {
        const connection = connectionOf(call.getPeer());
        return answer(call.request, connection.provider, connection);
      })
      .then(
        (response) => {
          callback(null, response);
        },
        (thrown: unknown) => {
          callback(toServiceError(thrown));
        },
      );
  };

/**
 * Keeps the connections to one server separate: an engine connects once for each provider of a stack, and
 * configures each individually.
 */
function connections(
  make: (warn: Warn) => ServedProvider,
  engine: string | undefined,
): (peer: string) => Connection {
  const known = new Map<string, Connection>();
  return (peer) => {
    const found = known.get(peer);
    if (found) return found;
    const provider = make((urn, text) => {
      if (made.engine !== undefined) void warn(made.engine, urn, text);
    });
    const made: Connection = { provider, engine };
    known.set(peer, made);
    return made;
  };
}

/**
 * Pulumi's `ResourceProvider` service for this plugin. Calls that are not listed return "unimplemented".
 * @param make creates the provider of one connection
 * @param engine the address of the engine that started this process, if one did
 */
export function serviceOf(
  make: (warn: Warn) => ServedProvider,
  version: string,
  engine?: string,
): UntypedServiceImplementation {
  const answering = answeringFor(connections(make, engine));
  const answered: Record<string, Handler> = {
    handshake: answering((message: providerPb.ProviderHandshakeRequest, _, connection) => {
      connection.engine = message.getEngineAddress() || connection.engine;
      const response = new providerPb.ProviderHandshakeResponse();
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getPluginInfo: answering(() => {
      const info = new pluginPb.PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: answering((_: unknown, provider) => {
      const response = new providerPb.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: provider.name, version }));
      return response;
    }),
    parameterize: answering((message: providerPb.ParameterizeRequest, provider) => {
      const asked = requests.parameterization(message);
      const parameterized = asked && provider.parameterize(asked);
      if (parameterized === undefined) throw unimplemented("parameterize");
      return responses.parameterizeResponse(parameterized);
    }),
    checkConfig: answering((message: providerPb.CheckRequest, provider) =>
      responses.checkResponse(provider.checkConfig(fromStruct(message.getNews()))),
    ),
    diffConfig: answering((message: providerPb.DiffRequest, provider) =>
      responses.diffConfigResponse(
        provider.diffConfig(
          fromStruct(message.getOldInputs() ?? message.getOlds()),
          fromStruct(message.getNews()),
        ),
      ),
    ),
    configure: answering((message: providerPb.ConfigureRequest, provider) => {
      provider.configure(fromStruct(message.getArgs()));
      return responses.configureResponse();
    }),
    check: answering(async (message: providerPb.CheckRequest, provider) =>
      responses.checkResponse(await provider.check(requests.checkRequest(message))),
    ),
    diff: answering(async (message: providerPb.DiffRequest, provider) =>
      responses.diffResponse(await provider.diff(requests.diffRequest(message))),
    ),
    create: answering(async (message: providerPb.CreateRequest, provider) =>
      responses.createResponse(await provider.create(requests.createRequest(message))),
    ),
    read: answering(async (message: providerPb.ReadRequest, provider) =>
      responses.readResponse(await provider.read(requests.readRequest(message))),
    ),
    update: answering(async (message: providerPb.UpdateRequest, provider) =>
      responses.updateResponse(await provider.update(requests.updateRequest(message))),
    ),
    delete: answering(async (message: providerPb.DeleteRequest, provider) => {
      await provider.delete(requests.deleteRequest(message));
      return new emptyPb.Empty();
    }),
    invoke: answering(async (message: providerPb.InvokeRequest, provider) =>
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
