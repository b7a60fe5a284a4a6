import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { fromStruct } from "../../../sandbox/plugins/bridge/rpc/struct.ts";
import type { Properties, Value } from "../../../sandbox/plugins/bridge/schema/value.ts";

/** A response in the form of the recordings: values equal to the message's default are omitted. */
export function fromMessage(message: unknown): Properties {
  if (message instanceof providerPb.CheckResponse) {
    return compact({
      inputs: fromStruct(message.getInputs()),
      failures: message.getFailuresList().map((failure) => failure.getReason()),
    });
  }
  if (message instanceof providerPb.DiffResponse) return fromDiff(message);
  if (message instanceof providerPb.ConfigureResponse) {
    return compact({
      acceptSecrets: message.getAcceptsecrets(),
      supportsPreview: message.getSupportspreview(),
      acceptResources: message.getAcceptresources(),
      acceptOutputs: message.getAcceptoutputs(),
      supportsAutonamingConfiguration: message.getSupportsAutonamingConfiguration(),
    });
  }
  if (message instanceof providerPb.CreateResponse) {
    return compact({ id: message.getId(), properties: fromStruct(message.getProperties()) });
  }
  if (message instanceof providerPb.ReadResponse) {
    return compact({
      id: message.getId(),
      properties: fromStruct(message.getProperties()),
      inputs: fromStruct(message.getInputs()),
    });
  }
  if (message instanceof providerPb.UpdateResponse) {
    return compact({ properties: fromStruct(message.getProperties()) });
  }
  if (message instanceof providerPb.InvokeResponse) {
    return compact({ return: fromStruct(message.getReturn()) });
  }
  return {};
}

function fromDiff(message: providerPb.DiffResponse): Properties {
  const detailed: [string, Value][] = message
    .toObject()
    .detaileddiffMap.map(([path, { kind, inputdiff }]) => [
      path,
      compact({ kind: nameOf(providerPb.PropertyDiff.Kind, kind), inputDiff: inputdiff }),
    ]);
  return compact({
    changes: nameOf(providerPb.DiffResponse.DiffChanges, message.getChanges()),
    diffs: message.getDiffsList(),
    replaces: message.getReplacesList(),
    stables: message.getStablesList(),
    deleteBeforeReplace: message.getDeletebeforereplace(),
    detailedDiff: Object.fromEntries(detailed),
    hasDetailedDiff: message.getHasdetaileddiff(),
  });
}

/** The name of an enum value; none for the first, which is the default. */
function nameOf(values: object, value: number): string {
  if (value === 0) return "";
  return Object.entries(values).find(([, number]) => number === value)?.[0] ?? "";
}

function compact(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => {
      if (value === "" || value === false) return false;
      return typeof value !== "object" || value === null || Object.keys(value).length > 0;
    }),
  );
}
