import type providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  ReadRequest,
  Request,
  UpdateRequest,
} from "../protocol.ts";
import type { Parameterization } from "../provider.ts";
import { fromStruct } from "./struct.ts";

interface Identified {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

/** Older engines pass type and name only in the URN. */
function subject(message: Identified): Request {
  const urn = message.getUrn();
  const [, , types = "", name = ""] = urn.split("::");
  return {
    urn,
    type: message.getType() || (types.split("$").at(-1) ?? ""),
    name: message.getName() || name,
  };
}

/** The request of a program's SDK; undefined for the arguments of a command line. */
export function parameterization(message: providerPb.ParameterizeRequest): Parameterization | undefined {
  const value = message.getValue();
  if (value === undefined) return undefined;
  return { name: value.getName(), version: value.getVersion(), value: value.getValue_asB64() };
}

export function checkRequest(message: providerPb.CheckRequest): CheckRequest {
  return {
    ...subject(message),
    olds: fromStruct(message.getOlds()),
    news: fromStruct(message.getNews()),
    randomSeed: message.getRandomseed_asB64(),
  };
}

export function diffRequest(message: providerPb.DiffRequest): DiffRequest {
  return {
    ...subject(message),
    id: message.getId(),
    olds: fromStruct(message.getOlds()),
    news: fromStruct(message.getNews()),
    ignoreChanges: message.getIgnorechangesList(),
  };
}

export function createRequest(message: providerPb.CreateRequest): CreateRequest {
  return {
    ...subject(message),
    properties: fromStruct(message.getProperties()),
    preview: message.getPreview(),
  };
}

export function readRequest(message: providerPb.ReadRequest): ReadRequest {
  return {
    ...subject(message),
    id: message.getId(),
    properties: fromStruct(message.getProperties()),
    inputs: fromStruct(message.getInputs()),
  };
}

export function updateRequest(message: providerPb.UpdateRequest): UpdateRequest {
  return {
    ...subject(message),
    id: message.getId(),
    olds: fromStruct(message.getOlds()),
    news: fromStruct(message.getNews()),
    ignoreChanges: message.getIgnorechangesList(),
    preview: message.getPreview(),
  };
}

export function deleteRequest(message: providerPb.DeleteRequest): DeleteRequest {
  return {
    ...subject(message),
    id: message.getId(),
    properties: fromStruct(message.getProperties()),
  };
}
