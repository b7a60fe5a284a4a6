import { listErrors, messageOf } from "../errors.ts";
import type { ReadRequest, ReadResponse } from "../protocol.ts";
import { Gone, type Current, type Resource } from "./resource.ts";
import { importInputs, refreshInputs } from "../schema/inputs.ts";
import { markSecrets } from "../schema/secrets.ts";
import { reveal, type Properties } from "../schema/value.ts";
import { fromState, toState } from "./state.ts";

/** Reads a resource: a refresh if there is a state, otherwise an import or a `Resource.get` by id. */
export async function read<Api>(
  resource: Resource<Api>,
  api: Api,
  request: ReadRequest,
): Promise<ReadResponse> {
  const { fields } = resource;
  const isRefresh = Object.keys(request.properties).length > 0;
  const known = request.properties["id"];
  const named = isRefresh ? request.id : (resource.idFromImport?.(request.id) ?? request.id);
  const id = typeof known === "string" ? known : named;
  const start = isRefresh ? request.properties : await lookedUp(resource, api, request.id);
  const state = fromState(fields, start ?? {});
  const found = start === null ? null : await readNow(resource, { api, id, state }, request.urn);
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

async function readNow<Api>(
  resource: Resource<Api>,
  current: Current<Api>,
  urn: string,
): Promise<Properties | null> {
  try {
    return await resource.read(current);
  } catch (thrown) {
    throw new Error(`refreshing ${urn}: ${listErrors([messageOf(thrown)])}`, { cause: thrown });
  }
}

/** The starting point of an import, or null if there is nothing to import. */
async function lookedUp<Api>(resource: Resource<Api>, api: Api, id: string): Promise<Properties | null> {
  try {
    return (await resource.stateFromId?.(id, api)) ?? {};
  } catch (thrown) {
    if (thrown instanceof Gone) return null;
    throw thrown;
  }
}
