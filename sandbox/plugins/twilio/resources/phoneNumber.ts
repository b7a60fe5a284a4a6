import { orGone, type Change, type Resource } from "../../bridge/lifecycle/resource.ts";
import { isProperties, text, type Properties } from "../../bridge/schema/value.ts";
import type { TwilioApi } from "../api.ts";
import { formOf, type Sent } from "../forms.ts";
import { afterPrefix, failing } from "../wording.ts";
import { fields, numberFromApi } from "./phoneNumberFields.ts";

const sent = {
  addressSid: { parameter: "AddressSid", clears: true },
  bundleSid: { parameter: "BundleSid", clears: true },
  emergencyAddressSid: { parameter: "EmergencyAddressSid", clears: true },
  emergencyStatus: { parameter: "EmergencyStatus" },
  friendlyName: { parameter: "FriendlyName" },
  identitySid: { parameter: "IdentitySid", clears: true },
  statusCallbackUrl: { parameter: "StatusCallback", clears: true },
  statusCallbackMethod: { parameter: "StatusCallbackMethod" },
  trunkSid: { parameter: "TrunkSid", clears: true },
} as const;

const bought = { phoneNumber: { parameter: "PhoneNumber" }, areaCode: { parameter: "AreaCode" } } as const;

const handlerOf = (prefix: "Sms" | "Voice"): Record<string, Sent> => ({
  applicationSid: { parameter: `${prefix}ApplicationSid`, clears: true },
  fallbackMethod: { parameter: `${prefix}FallbackMethod` },
  fallbackUrl: { parameter: `${prefix}FallbackUrl`, clears: true },
  method: { parameter: `${prefix}Method` },
  url: { parameter: `${prefix}Url`, clears: true },
});

const blocks: readonly { name: string; table: Record<string, Sent>; mode?: string }[] = [
  { name: "messaging", table: handlerOf("Sms") },
  {
    name: "voice",
    table: { ...handlerOf("Voice"), callerIdLookup: { parameter: "VoiceCallerIdLookup" } },
    mode: "voice",
  },
  { name: "fax", table: handlerOf("Voice"), mode: "fax" },
];

function settings(change: Change<TwilioApi>): Record<string, string> {
  return Object.assign(
    formOf(change, sent),
    ...blocks.map(({ name, table, mode }) => {
      const block = change.planned[name];
      if (block === undefined || !isProperties(block)) return {};
      const form = formOf({ planned: block, changed: change.changed }, table, `${name}.`);
      return mode === undefined ? form : { ...form, VoiceReceiveMode: mode };
    }),
  ) as Record<string, string>;
}

const numbersOf = (properties: Properties): string =>
  `/2010-04-01/Accounts/${text(properties["accountSid"])}/IncomingPhoneNumbers`;

const imported = /\/Accounts\/(.*)\/PhoneNumbers\/(.*)/;

/**
 * One of the account's numbers: creating it buys one, and deleting it releases it [resource_phone_number.go].
 */
export const phoneNumber: Resource<TwilioApi> = {
  fields,

  async create(change, keep) {
    const form = { ...formOf(change, bought), ...settings(change) };
    const created = await failing(
      "create phone number",
      change.api.post(`${numbersOf(change.planned)}.json`, form),
    );
    keep(text(created["sid"]));
  },

  async read({ api, id, state }) {
    const found = await failing("read phone number", orGone(api.get(`${numbersOf(state)}/${id}.json`)));
    if (found === null) return null;
    return { ...numberFromApi(found), phoneNumberId: id };
  },

  async update(update) {
    const { api, id, planned } = update;
    await failing("update phone number", api.post(`${numbersOf(planned)}/${id}.json`, settings(update)));
  },

  async delete({ api, id, state }) {
    await failing("delete phone number", api.delete(`${numbersOf(state)}/${id}.json`));
  },

  idFromImport: (name) => afterPrefix(name, imported)[1] ?? "",
  stateFromId(name) {
    const [accountSid = "", sid = ""] = afterPrefix(name, imported);
    return { accountSid, sid };
  },
};
