import { bool, list, object, string, type Fields } from "../../bridge/schema/property.ts";
import { type Properties, type Value } from "../../bridge/schema/value.ts";

const method = { oneOf: ["GET", "POST"], plannedDefault: "POST" } as const;
const handler: Fields = {
  applicationSid: string(),
  fallbackMethod: string(method),
  fallbackUrl: string(),
  method: string(method),
  url: string(),
};

export const fields: Fields = {
  phoneNumberId: string({ computed: true, terraform: "id" }),
  sid: string({ output: true }),
  accountSid: string({ required: true, forceNew: true }),
  friendlyName: string({ computed: true }),
  phoneNumber: string({ computed: true, forceNew: true, conflictsWith: ["area_code"] }),
  areaCode: string({ forceNew: true, conflictsWith: ["phone_number"] }),
  searchCriteria: object({}, { unsupported: true }),
  addressSid: string(),
  addressRequirements: string({ output: true }),
  beta: bool({ output: true }),
  bundleSid: string(),
  capabilities: list({ fax: bool(), mms: bool(), sms: bool(), voice: bool() }, { output: true }),
  emergencyAddressSid: string(),
  emergencyStatus: string({ computed: true, oneOf: ["Active", "Inactive"] }),
  fax: object(handler, { computed: true }),
  identitySid: string(),
  messaging: object(handler, { computed: true }),
  origin: string({ output: true }),
  status: string({ output: true }),
  statusCallbackMethod: string(method),
  statusCallbackUrl: string(),
  trunkSid: string(),
  voice: object({ ...handler, callerIdLookup: bool({ plannedDefault: false }) }, { computed: true }),
  dateCreated: string({ output: true }),
  dateUpdated: string({ output: true }),
};

const texts = {
  sid: "sid",
  accountSid: "account_sid",
  friendlyName: "friendly_name",
  phoneNumber: "phone_number",
  addressSid: "address_sid",
  addressRequirements: "address_requirements",
  bundleSid: "bundle_sid",
  emergencyAddressSid: "emergency_address_sid",
  emergencyStatus: "emergency_status",
  identitySid: "identity_sid",
  origin: "origin",
  status: "status",
  statusCallbackMethod: "status_callback_method",
  statusCallbackUrl: "status_callback",
  trunkSid: "trunk_sid",
};

/** A number from the API as properties: the handlers of texts and of calls or faxes are separate. */
export function numberFromApi(body: Properties): Properties {
  const text = (name: string): Value => body[name] ?? "";
  const handlerOf = (prefix: string): Properties => ({
    applicationSid: text(`${prefix}_application_sid`),
    fallbackMethod: text(`${prefix}_fallback_method`),
    fallbackUrl: text(`${prefix}_fallback_url`),
    method: text(`${prefix}_method`),
    url: text(`${prefix}_url`),
  });
  // Some accounts no longer support faxes and omit the mode, which then means calls.
  const takesCalls = (body["voice_receive_mode"] ?? "voice") === "voice";
  const voice = { ...handlerOf("voice"), callerIdLookup: body["voice_caller_id_lookup"] ?? false };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, field]) => [name, text(field)])),
    beta: body["beta"] ?? false,
    capabilities: [capabilitiesOf(body)],
    messaging: handlerOf("sms"),
    voice: takesCalls ? voice : null,
    fax: takesCalls ? null : handlerOf("voice"),
    dateCreated: rfc3339(body["date_created"]),
    dateUpdated: rfc3339(body["date_updated"]),
  };
}

function capabilitiesOf(body: Properties): Properties {
  const can = (body["capabilities"] ?? {}) as Properties;
  return {
    fax: can["fax"] ?? false,
    mms: can["mms"] ?? false,
    sms: can["sms"] ?? false,
    voice: can["voice"] ?? false,
  };
}

/** The older API's dates have the format of mail headers; the provider stores them like the newer ones. */
function rfc3339(date: Value | undefined): Value {
  return typeof date === "string" ? new Date(date).toISOString().replace(/\.\d+Z$/, "Z") : null;
}
