import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { InitializationError, messageOf } from "../errors.ts";
import { toStruct } from "./struct.ts";

/** A thrown error in the engine's form. After a partial failure, it includes the state to keep. */
export function toServiceError(thrown: unknown): ServiceError {
  const message = messageOf(thrown);
  const metadata = new Metadata();
  if (thrown instanceof InitializationError) {
    metadata.add("grpc-status-details-bin", Buffer.from(initializationStatus(thrown).serializeBinary()));
  }
  return Object.assign(new Error(message), { code: status.UNKNOWN, details: message, metadata });
}

/** Go's gRPC reads details from its own status in the trailer. */
function initializationStatus(error: InitializationError): statusPb.Status {
  const detail = new providerPb.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(toStruct(error.properties));
  detail.setReasonsList([error.message]);
  const any = new anyPb.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const result = new statusPb.Status();
  result.setCode(status.UNKNOWN);
  result.setMessage(error.message);
  result.addDetails(any);
  return result;
}

/** Names the call that this plugin does not implement. */
export function unimplemented(method: string): ServiceError {
  const message = `method ${method} not implemented`;
  return Object.assign(new Error(message), {
    code: status.UNIMPLEMENTED,
    details: message,
    metadata: new Metadata(),
  });
}
