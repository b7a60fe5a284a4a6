import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InitializationError } from "../../../../sandbox/plugins/bridge/errors.ts";
import { Auth0Provider } from "../../../../sandbox/plugins/auth0/provider.ts";
import { toServiceError } from "../../../../sandbox/plugins/bridge/rpc/failure.ts";
import { listen, type Listening } from "../../../../sandbox/plugins/bridge/rpc/listen.ts";
import { toStruct } from "../../../../sandbox/plugins/bridge/rpc/struct.ts";
import { unknown, type Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";

const { DiffChanges } = providerPb.DiffResponse;
const { Kind } = providerPb.PropertyDiff;
const type = "auth0:index/guardian:Guardian";
let server: Listening;
let client: Client;

beforeAll(async () => {
  server = await listen((warn) => new Auth0Provider({}, warn), "3.49.0");
  client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
});

afterAll(() => {
  client.close();
  server.stop();
});

function call<Answer>(method: keyof typeof ResourceProviderService, message: unknown): Promise<Answer> {
  const { path, requestSerialize, responseDeserialize } = ResourceProviderService[method] as {
    path: string;
    requestSerialize: (value: unknown) => Buffer;
    responseDeserialize: (bytes: Buffer) => Answer;
  };
  return new Promise((answered, failed) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, (error, answer) => {
      if (error) failed(error);
      else answered(answer as Answer);
    });
  });
}

describe("the plugin over gRPC", () => {
  test("previews a create with unknowns", async () => {
    const request = new providerPb.CreateRequest();
    request.setUrn(`urn:pulumi:s::p::${type}::g`);
    request.setProperties(toStruct({ policy: "never", __defaults: [] }));
    request.setPreview(true);
    const answer = await call<providerPb.CreateResponse>("create", request);
    expect(answer.getProperties()?.toJavaScript()).toMatchObject({
      policy: "never",
      phone: unknown,
      email: false,
    });
  });

  test("reports what it does not support", async () => {
    const request = new providerPb.CheckRequest();
    request.setUrn("urn:pulumi:s::p::auth0:index/role:Role::r");
    await expect(call("check", request)).rejects.toThrow(
      "The local auth0 plugin does not have Role; install the official one.",
    );
    await expect(call("construct", new providerPb.ConstructRequest())).rejects.toMatchObject({
      code: 12,
      details: "method construct not implemented",
    });
  });

  test.each<[Properties, Properties, keyof typeof DiffChanges, Record<string, number>]>([
    [{ domain: "a" }, { domain: "a" }, "DIFF_UNKNOWN", {}],
    [{ domain: "a" }, { domain: unknown }, "DIFF_UNKNOWN", {}],
    [{ domain: "a" }, { domain: "b" }, "DIFF_SOME", { domain: Kind.UPDATE }],
    [{ domain: "a" }, { clientId: "c" }, "DIFF_SOME", { clientId: Kind.ADD, domain: Kind.DELETE }],
  ])("compares the provider's own settings %j and %j: %s", async (olds, news, changes, kinds) => {
    const request = new providerPb.DiffRequest();
    request.setOldInputs(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await call<providerPb.DiffResponse>("diffConfig", request);
    expect(answer.getChanges()).toBe(DiffChanges[changes]);
    expect(answer.getDiffsList()).toEqual(Object.keys(kinds));
    const details = answer.getDetaileddiffMap();
    expect(details.getLength()).toBe(answer.getDiffsList().length);
    for (const [path, kind] of Object.entries(kinds)) expect(details.get(path)?.getKind()).toBe(kind);
  });

  test("reports invalid arguments of a function", async () => {
    const configuration = new providerPb.ConfigureRequest();
    configuration.setArgs(toStruct({ domain: "localhost:1", apiToken: "unused" }));
    await call("configure", configuration);
    const request = new providerPb.InvokeRequest();
    request.setTok("auth0:index/getAction:getAction");
    request.setArgs(toStruct({ nam: "x", id: "i" }));
    const answer = await call<providerPb.InvokeResponse>("invoke", request);
    expect(answer.getFailuresList().map((failure) => failure.getReason())).toEqual([
      "[nam] Invalid or unknown key",
    ]);
    expect(answer.hasReturn()).toBe(false);
  });

  test("returns the state to keep with a partial failure", () => {
    const error: ServiceError = toServiceError(
      new InitializationError("id-1", { policy: "never" }, "failed"),
    );
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    const [detail] = statusPb.Status.deserializeBinary(new Uint8Array(bytes as Buffer)).getDetailsList();
    expect(detail?.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
    const kept = providerPb.ErrorResourceInitFailed.deserializeBinary(
      detail?.getValue_asU8() ?? new Uint8Array(),
    );
    expect(kept.getId()).toBe("id-1");
    expect(kept.getReasonsList()).toEqual(["failed"]);
    expect(kept.getProperties()?.toJavaScript()).toEqual({ policy: "never" });
  });
});
