import { InitializationError, listErrors, messageOf } from "../errors.ts";
import type { UpdateRequest } from "../protocol.ts";
import { Gone, type Resource } from "./resource.ts";
import { changedBetween } from "../schema/changed.ts";
import { ignoreChanges } from "../schema/ignore.ts";
import { withoutDefaults } from "../schema/inputs.ts";
import { plan, withEmptyMaps } from "../schema/plan.ts";
import { settle } from "../schema/state.ts";
import { reveal, unknown, type Properties, type Value } from "../schema/value.ts";
import { fromState, toState, wantedState } from "./state.ts";

/** State, inputs and plan of a change to an existing resource. */
export interface Planned {
  id: string;
  prior: Properties;
  inputs: Properties;
  planned: Properties;
}

/** Plans a change; the id is the one in the state, as in the official plugin. */
export function planUpdate(
  { fields }: Pick<Resource, "fields">,
  request: Pick<UpdateRequest, "id" | "olds" | "news" | "ignoreChanges">,
  emptyMap: Value = {},
): Planned {
  const prior = fromState(fields, request.olds);
  const inputs = withoutDefaults(reveal(request.news)) as Properties;
  const wanted = ignoreChanges(plan(fields, prior, inputs), prior, request.ignoreChanges);
  const planned = withEmptyMaps(fields, prior, wanted, emptyMap);
  const known = request.olds["id"];
  return { id: typeof known === "string" ? known : request.id, prior, inputs, planned };
}

/** The planned resource. Makes no call. */
export function previewUpdate(resource: Resource, request: UpdateRequest): Properties {
  const { id, planned } = planUpdate(resource, request, unknown);
  return toState(resource, id, planned, "planned");
}

/** Updates the resource, then reads it. */
export async function update<Api>(
  resource: Resource<Api>,
  api: Api,
  request: UpdateRequest,
): Promise<Properties> {
  const { fields } = resource;
  const { id, prior, inputs, planned } = planUpdate(resource, request);
  const wanted = wantedState(fields, planned);
  try {
    await resource.update({ api, id, prior, inputs, planned, changed: changedBetween(prior, planned) });
    const read = await resource.read({ api, id, state: wanted });
    if (read === null) throw new Gone();
    return toState(resource, id, settle(fields, { ...wanted, ...read }, planned));
  } catch (thrown) {
    if (thrown instanceof Gone) throw new Error(goneMessage(request.urn), { cause: thrown });
    const reason = `updating ${request.urn}: ${listErrors([messageOf(thrown)])}`;
    throw new InitializationError(id, toState(resource, id, wanted), reason);
  }
}

function goneMessage(urn: string): string {
  return (
    `Resource provider reported that the resource did not exist while updating ${urn}.\n\n` +
    "This is usually a result of the resource having been deleted outside of Pulumi, and can often be " +
    "fixed by running `pulumi refresh` before updating."
  );
}
