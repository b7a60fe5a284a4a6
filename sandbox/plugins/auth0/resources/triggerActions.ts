import { list, string, type Fields } from "../../bridge/schema/property.ts";
import { isProperties, type Properties, text } from "../../bridge/schema/value.ts";
import { orGone, orThrowGone, type Resource } from "../../bridge/lifecycle/resource.ts";
import { readBindings, triggers, writeBindings, type Binding } from "./triggers.ts";
import type { ManagementApi } from "../tenant/api.ts";

const fields: Fields = {
  trigger: string({ required: true, forceNew: true, oneOf: triggers }),
  actions: list(
    { id: string({ required: true }), displayName: string({ required: true }) },
    { required: true },
  ),
};

/** All Actions of a trigger, in order. */
export const triggerActions: Resource<ManagementApi> = {
  fields,

  async create({ api, inputs }, keep) {
    const trigger = text(inputs["trigger"]);
    await writeBindings(api, trigger, bindings(inputs));
    keep(trigger);
  },

  async read({ api, id }) {
    const bound = await orGone(readBindings(api, id));
    if (bound === null) return null;
    return {
      trigger: id,
      actions: bound.map(({ actionId, displayName }) => ({ id: actionId, displayName })),
    };
  },

  async update({ api, id, inputs }) {
    await orThrowGone(writeBindings(api, id, bindings(inputs)));
  },

  async delete({ api, id }) {
    await orGone(writeBindings(api, id, []));
  },
};

function bindings(inputs: Properties): Binding[] | null {
  const actions = Array.isArray(inputs["actions"]) ? inputs["actions"].filter(isProperties) : [];
  if (actions.length === 0) return null;
  return actions.map((action) => ({
    actionId: text(action["id"]),
    displayName: text(action["displayName"]),
  }));
}
