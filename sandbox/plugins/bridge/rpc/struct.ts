import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../schema/value.ts";

/** The properties in a message; none if the field is not set. */
export function fromStruct(struct: structPb.Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** The properties as a message. */
export function toStruct(properties: Properties): structPb.Struct {
  return structPb.Struct.fromJavaScript(properties);
}
