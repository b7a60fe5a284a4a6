import { object, string, stringSet, bool, type Fields } from "../../bridge/schema/property.ts";
import { isProperties, type Properties, type Value, text } from "../../bridge/schema/value.ts";
import { fromApi, toApi } from "../../bridge/schema/wire.ts";
import { orGone, orThrowGone, type Resource } from "../../bridge/lifecycle/resource.ts";
import type { ManagementApi } from "../tenant/api.ts";

const sid = ["configuration.0.sid"];

const fields: Fields = {
  name: string({ required: true, autoname: true, oneOf: ["twilio", "custom"] }),
  disabled: bool(),
  channel: string({ output: true }),
  tenant: string({ output: true }),
  credentials: object({ authToken: string({ sensitive: true, notEmpty: true }) }, { required: true }),
  configuration: object(
    {
      deliveryMethods: stringSet({ required: true, minItems: 1, oneOf: ["voice", "text"] }),
      defaultFrom: string({ notEmpty: true, conflictsWith: ["configuration.0.mssid"], requiredWith: sid }),
      mssid: string({ notEmpty: true, conflictsWith: ["configuration.0.default_from"], requiredWith: sid }),
      sid: string({ notEmpty: true }),
    },
    { required: true },
  ),
};

const path = "/branding/phone/providers";

/** The sender of the tenant's messages. A tenant has at most one. */
export const phoneProvider: Resource<ManagementApi> = {
  fields,

  async create({ api, inputs }, keep) {
    const existing = firstProvider(await api.send("GET", path));
    if (existing !== undefined) {
      keep(existing);
      await orThrowGone(api.send("PATCH", `${path}/${existing}`, body(inputs)));
      return;
    }
    const created = (await api.send("POST", path, body(inputs))) as Properties;
    keep(text(created["id"]));
  },

  async read({ api, id, state }) {
    const provider = await orGone(api.send("GET", `${path}/${encodeURIComponent(id)}`));
    if (!isProperties(provider)) return null;
    const read = fromApi(fields, provider);
    // The token is never returned: the one in the state stays, regardless of the tenant's.
    const credentials = state["credentials"];
    const authToken = isProperties(credentials) ? (credentials["authToken"] ?? "") : "";
    const configuration =
      read["configuration"] ?? fromApi({ configuration: { kind: "object", fields: {} } }, {});
    return { ...read, configuration, credentials: { authToken } };
  },

  async update({ api, id, inputs }) {
    await orThrowGone(api.send("PATCH", `${path}/${encodeURIComponent(id)}`, body(inputs)));
  },

  async delete({ api, id }) {
    await orGone(api.send("DELETE", `${path}/${encodeURIComponent(id)}`));
  },
};

/** Credentials and configuration are sent even if they are empty. */
function body(inputs: Properties): Properties {
  return { configuration: {}, credentials: {}, ...toApi(fields, inputs) };
}

function firstProvider(answer: Value): string | undefined {
  const providers = isProperties(answer) ? answer["providers"] : undefined;
  const first = Array.isArray(providers) ? providers[0] : undefined;
  return isProperties(first) ? text(first["id"]) : undefined;
}
