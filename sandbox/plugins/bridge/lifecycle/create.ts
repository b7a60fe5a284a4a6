import { InitializationError, listErrors, messageOf } from "../errors.ts";
import type { CreateRequest, CreateResponse } from "../protocol.ts";
import { Gone, type Resource } from "./resource.ts";
import { changedBetween } from "../schema/changed.ts";
import { withoutDefaults } from "../schema/inputs.ts";
import { plan } from "../schema/plan.ts";
import { settle } from "../schema/state.ts";
import { reveal, unknown, type Properties } from "../schema/value.ts";
import { blank, toState, wantedState } from "./state.ts";

/** The planned resource. Makes no call. */
export function previewCreate(resource: Resource, request: CreateRequest): CreateResponse {
  const planned = plan(resource.fields, null, inputsOf(request.properties));
  return { id: "", properties: toState(resource, unknown, planned, "planned") };
}

/** Creates the resource, then reads it. */
export async function create<Api>(
  resource: Resource<Api>,
  api: Api,
  request: CreateRequest,
): Promise<CreateResponse> {
  const { fields } = resource;
  const inputs = inputsOf(request.properties);
  const planned = plan(fields, null, inputs);
  const wanted = wantedState(fields, planned);
  let id = "";
  try {
    await resource.create(
      { api, inputs, planned, changed: changedBetween(blank(fields), planned) },
      (made) => {
        id = made;
      },
    );
    const read = await resource.read({ api, id, state: wanted });
    if (read === null) throw new Gone();
    const properties = settle(fields, { ...wanted, ...read }, planned);
    return { id, properties: toState(resource, id, properties) };
  } catch (thrown) {
    // If it was created or found and then no longer exists, the official provider keeps nothing of it either.
    if (thrown instanceof Gone) {
      throw new Error(`expected non-nil error with nil state during Create of ${request.urn}`, {
        cause: thrown,
      });
    }
    const reason = listErrors([messageOf(thrown)]);
    if (id === "") throw new Error(reason, { cause: thrown });
    throw new InitializationError(id, toState(resource, id, wanted), `creating ${request.urn}: ${reason}`);
  }
}

function inputsOf(properties: Properties): Properties {
  return withoutDefaults(reveal(properties)) as Properties;
}
