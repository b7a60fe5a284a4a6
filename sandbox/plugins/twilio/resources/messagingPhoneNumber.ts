import { orGone, type Resource } from "../../bridge/lifecycle/resource.ts";
import { string, strings, type Fields } from "../../bridge/schema/property.ts";
import { text, type Properties } from "../../bridge/schema/value.ts";
import { fromApi } from "../../bridge/schema/wire.ts";
import type { TwilioApi } from "../api.ts";
import { afterPrefix, failing } from "../wording.ts";

const fields: Fields = {
  messagingPhoneNumberId: string({ computed: true, terraform: "id" }),
  accountSid: string({ output: true }),
  sid: string({ required: true, forceNew: true }),
  serviceSid: string({ required: true, forceNew: true }),
  capabilities: strings({ output: true }),
  countryCode: string({ output: true }),
  phoneNumber: string({ output: true }),
  dateCreated: string({ output: true }),
  dateUpdated: string({ output: true }),
  url: string({ output: true }),
};

const imported = /\/Services\/(.*)\/PhoneNumbers\/(.*)/;
const numbersOf = (properties: Properties): string =>
  `/v1/Services/${text(properties["serviceSid"])}/PhoneNumbers`;

/** One of the account's numbers as a sender of a Messaging Service [resource_messaging_phone_number.go]. */
export const messagingPhoneNumber: Resource<TwilioApi> = {
  fields,

  async create({ api, planned }, keep) {
    const form = { PhoneNumberSid: text(planned["sid"]) };
    const created = await failing("create messaging phone number", api.post(numbersOf(planned), form));
    keep(text(created["sid"]));
  },

  async read({ api, id, state }) {
    const found = await failing("read messaging phone number", orGone(api.get(`${numbersOf(state)}/${id}`)));
    return found === null ? null : { ...fromApi(fields, found), messagingPhoneNumberId: id };
  },

  update() {
    return Promise.reject(new Error("A messaging phone number can't be updated, only replaced"));
  },

  async delete({ api, id, state }) {
    await failing("delete messaging phone number", api.delete(`${numbersOf(state)}/${id}`));
  },

  idFromImport: (name) => afterPrefix(name, imported)[1] ?? "",
  stateFromId(name) {
    const [serviceSid = "", sid = ""] = afterPrefix(name, imported);
    return { serviceSid, sid };
  },
};
