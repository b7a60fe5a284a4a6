import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckResponse,
  CreateResponse,
  DetailedKind,
  DiffResponse,
  InvokeResponse,
  ReadResponse,
} from "../protocol.ts";
import type { Parameterization } from "../provider.ts";
import type { Properties } from "../schema/value.ts";
import { toStruct } from "./struct.ts";

export function checkResponse({ inputs, failures }: CheckResponse): providerPb.CheckResponse {
  const message = new providerPb.CheckResponse();
  message.setInputs(toStruct(inputs));
  message.setFailuresList(failures.map(checkFailure));
  return message;
}

export function parameterizeResponse({ name, version }: Parameterization): providerPb.ParameterizeResponse {
  const message = new providerPb.ParameterizeResponse();
  message.setName(name);
  message.setVersion(version);
  return message;
}

export function configureResponse(): providerPb.ConfigureResponse {
  const message = new providerPb.ConfigureResponse();
  message.setSupportspreview(true);
  message.setSupportsAutonamingConfiguration(true);
  return message;
}

export function diffResponse(diff: DiffResponse): providerPb.DiffResponse {
  const message = new providerPb.DiffResponse();
  message.setChanges(providerPb.DiffResponse.DiffChanges[diff.changes]);
  message.setDiffsList(diff.diffs);
  message.setReplacesList(diff.replaces);
  message.setStablesList(diff.stables);
  message.setDeletebeforereplace(diff.deleteBeforeReplace);
  message.setHasdetaileddiff(true);
  for (const [path, kind] of Object.entries(diff.detailedDiff)) {
    const detail = new providerPb.PropertyDiff();
    detail.setKind(providerPb.PropertyDiff.Kind[kind]);
    message.getDetaileddiffMap().set(path, detail);
  }
  return message;
}

/** For the provider's own settings, only the changed paths are reported, as inputs. */
export function diffConfigResponse(changes: Record<string, DetailedKind>): providerPb.DiffResponse {
  const message = new providerPb.DiffResponse();
  const names = Object.keys(changes).sort();
  if (names.length > 0) message.setChanges(providerPb.DiffResponse.DiffChanges.DIFF_SOME);
  message.setDiffsList(names);
  for (const name of names) {
    const detail = new providerPb.PropertyDiff();
    detail.setKind(providerPb.PropertyDiff.Kind[changes[name] ?? "UPDATE"]);
    detail.setInputdiff(true);
    message.getDetaileddiffMap().set(name, detail);
  }
  return message;
}

export function createResponse({ id, properties }: CreateResponse): providerPb.CreateResponse {
  const message = new providerPb.CreateResponse();
  message.setId(id);
  message.setProperties(toStruct(properties));
  return message;
}

export function readResponse({ id, properties, inputs }: ReadResponse): providerPb.ReadResponse {
  const message = new providerPb.ReadResponse();
  if (id === "") return message;
  message.setId(id);
  message.setProperties(toStruct(properties));
  message.setInputs(toStruct(inputs));
  return message;
}

export function updateResponse(properties: Properties): providerPb.UpdateResponse {
  const message = new providerPb.UpdateResponse();
  message.setProperties(toStruct(properties));
  return message;
}

export function invokeResponse({ properties, failures }: InvokeResponse): providerPb.InvokeResponse {
  const message = new providerPb.InvokeResponse();
  message.setFailuresList(failures.map(checkFailure));
  if (failures.length === 0) message.setReturn(toStruct(properties));
  return message;
}

function checkFailure(reason: string): providerPb.CheckFailure {
  const failure = new providerPb.CheckFailure();
  failure.setReason(reason);
  return failure;
}
