import { string, type Fields } from "../../bridge/schema/property.ts";
import { isProperties, type Properties, text } from "../../bridge/schema/value.ts";
import { Gone, orGone, orThrowGone, type Resource } from "../../bridge/lifecycle/resource.ts";
import { readBindings, readFirstBindings, triggers, writeBindings } from "./triggers.ts";
import type { ManagementApi } from "../tenant/api.ts";

const fields: Fields = {
  trigger: string({ required: true, forceNew: true, oneOf: triggers }),
  actionId: string({ required: true, forceNew: true }),
  displayName: string({ computed: true }),
};

/**
 * One Action of a trigger: reads the list and writes it back without a lock, so two concurrent writes lose
 * one binding. So does the official plugin.
 */
export const triggerAction: Resource<ManagementApi> = {
  fields,

  async create({ api, inputs }, keep) {
    const { trigger, actionId } = names(inputs);
    const bound = await readFirstBindings(api, trigger);
    if (bound.every((binding) => binding.actionId !== actionId)) {
      const displayName = await displayNameFor(inputs, () =>
        api.send("GET", `/actions/actions/${encodeURIComponent(actionId)}`),
      );
      await writeBindings(api, trigger, [...bound, { actionId, displayName }]);
    }
    keep(`${trigger}::${actionId}`);
  },

  async read({ api, state }) {
    const { trigger, actionId } = names(state);
    const bound = await orGone(readBindings(api, trigger));
    const own = bound?.find((binding) => binding.actionId === actionId);
    return own ? { trigger, actionId, displayName: own.displayName } : null;
  },

  async update({ api, planned }) {
    const { trigger, actionId } = names(planned);
    const displayName = text(planned["displayName"]);
    const bound = await orThrowGone(readBindings(api, trigger));
    if (bound.every((binding) => binding.actionId !== actionId)) throw new Gone();
    await orThrowGone(
      writeBindings(
        api,
        trigger,
        bound.map((binding) => (binding.actionId === actionId ? { actionId, displayName } : binding)),
      ),
    );
  },

  async delete({ api, state }) {
    const { trigger, actionId } = names(state);
    const bound = await orGone(readFirstBindings(api, trigger));
    if (bound === null) return;
    await orGone(
      writeBindings(
        api,
        trigger,
        bound.filter((binding) => binding.actionId !== actionId),
      ),
    );
  },

  stateFromId(id) {
    const [trigger, actionId, ...rest] = id.split("::");
    if (!trigger || !actionId || rest.length > 0) {
      throw new Error(
        `ID must be formatted as <trigger>::<actionID>. Failed to import ${JSON.stringify(id)} as a TriggerAction.`,
      );
    }
    return { trigger, actionId };
  },
};

function names(properties: Properties): { trigger: string; actionId: string } {
  return { trigger: text(properties["trigger"]), actionId: text(properties["actionId"]) };
}

async function displayNameFor(inputs: Properties, readAction: () => Promise<unknown>): Promise<string> {
  const given = inputs["displayName"];
  if (typeof given === "string" && given !== "") return given;
  const action = (await readAction()) as Properties;
  return isProperties(action) ? text(action["name"]) : "";
}
