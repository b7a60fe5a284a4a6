import { listErrors, messageOf } from "../errors.ts";
import type { ReadRequest, ReadResponse } from "../protocol.ts";
import type { Resource } from "../resources/resource.ts";
import { importInputs, refreshInputs } from "../schema/inputs.ts";
import { markSecrets } from "../schema/secrets.ts";
import { reveal, type Properties } from "../schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { fromState, toState } from "./state.ts";

/** Reads a resource: a refresh where there is a state, otherwise an import or a `Resource.get` by id. */
export async function read(
  resource: Resource,
  api: ManagementApi,
  request: ReadRequest,
): Promise<ReadResponse> {
  const { fields } = resource;
  const isRefresh = Object.keys(request.properties).length > 0;
  const known = request.properties["id"];
  const id = typeof known === "string" ? known : request.id;
  const state = isRefresh
    ? fromState(fields, request.properties)
    : fromState(fields, (await resource.stateFromId?.(id, api)) ?? {});
  let found: Properties | null;
  try {
    found = await resource.read({ api, id, state });
  } catch (thrown) {
    throw new Error(`refreshing ${request.urn}: ${listErrors([messageOf(thrown)])}`, { cause: thrown });
  }
  if (found === null) return { id: "", properties: {}, inputs: {} };
  const properties = { ...state, ...found };
  const inputs = isRefresh
    ? refreshInputs(fields, reveal(request.inputs) as Properties, properties)
    : importInputs(fields, properties);
  return {
    id,
    properties: toState(resource, id, properties, isRefresh ? "kept" : "imported"),
    inputs: markSecrets(fields, inputs),
  };
}
