import { bool, object, string, type Fields } from "../../bridge/schema/property.ts";
import { isProperties, type Properties, text } from "../../bridge/schema/value.ts";
import { fromApi, toApi } from "../../bridge/schema/wire.ts";
import { orGone, orThrowGone, type Resource } from "../../bridge/lifecycle/resource.ts";
import type { ManagementApi } from "../tenant/api.ts";

const types = ["otp_verify", "otp_enroll", "change_password", "blocked_account", "password_breach"];

const fields: Fields = {
  templateId: string({ output: true, api: "id" }),
  channel: string({ output: true }),
  tenant: string({ output: true }),
  type: string({ required: true, forceNew: true, oneOf: types }),
  customizable: bool({ output: true }),
  disabled: bool({ computed: true }),
  content: object(
    {
      syntax: string({ computed: true }),
      from: string({ notEmpty: true }),
      body: object({ text: string(), voice: string() }, { computed: true }),
    },
    { computed: true },
  ),
};

const path = "/branding/phone/templates";

/** The text of one kind of message. */
export const phoneNotificationTemplate: Resource<ManagementApi> = {
  fields,

  async create({ api, inputs }, keep) {
    const created = (await api.send("POST", path, toApi(fields, inputs))) as Properties;
    keep(text(created["id"]));
  },

  async read({ api, id }) {
    const template = await orGone(api.send("GET", `${path}/${encodeURIComponent(id)}`));
    return isProperties(template) ? fromApi(fields, template) : null;
  },

  async update({ api, id, inputs }) {
    await orThrowGone(api.send("PATCH", `${path}/${encodeURIComponent(id)}`, updateBody(inputs)));
  },

  async delete({ api, id }) {
    await orGone(api.send("DELETE", `${path}/${encodeURIComponent(id)}`));
  },
};

/** Type and syntax are sent on a create only. */
function updateBody(inputs: Properties): Properties {
  const sent = toApi(fields, { ...inputs, type: null });
  const content = sent["content"];
  if (!isProperties(content)) {
    throw new Error(
      "PhoneNotificationTemplate.content is needed to update it: the official provider crashes without",
    );
  }
  return { ...sent, content: withoutSyntax(content) };
}

function withoutSyntax(content: Properties): Properties {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== "syntax"));
}
