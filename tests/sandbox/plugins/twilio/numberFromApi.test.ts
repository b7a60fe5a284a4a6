import { describe, expect, test } from "vitest";
import { numberFromApi } from "../../../../sandbox/plugins/twilio/resources/phoneNumberFields.ts";

/** Each field of a response with its own name as the value. */
const named = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, field]));

const handler = ["application_sid", "fallback_method", "fallback_url", "method", "url"];
const body = {
  ...named("sid", "account_sid", "friendly_name", "phone_number", "address_sid", "address_requirements"),
  ...named("bundle_sid", "emergency_address_sid", "emergency_status", "identity_sid", "origin", "status"),
  ...named("status_callback_method", "status_callback", "trunk_sid"),
  ...named(...["sms", "voice"].flatMap((kind) => handler.map((field) => `${kind}_${field}`))),
  beta: true,
  capabilities: { sms: true, voice: true, mms: true, fax: true },
  voice_caller_id_lookup: true,
  date_created: "Mon, 30 Nov 2026 09:30:15 +0000",
  date_updated: "Tue, 01 Dec 2026 09:30:15 +0000",
};

const handlerOf = (kind: string) => ({
  applicationSid: `${kind}_application_sid`,
  fallbackMethod: `${kind}_fallback_method`,
  fallbackUrl: `${kind}_fallback_url`,
  method: `${kind}_method`,
  url: `${kind}_url`,
});

describe("a Twilio number as the provider's properties", () => {
  test("has each field of the response in its place", () => {
    expect(numberFromApi(body)).toEqual({
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
      beta: true,
      capabilities: [{ sms: true, voice: true, mms: true, fax: true }],
      messaging: handlerOf("sms"),
      voice: { ...handlerOf("voice"), callerIdLookup: true },
      fax: null,
      dateCreated: "2026-11-30T09:30:15Z",
      dateUpdated: "2026-12-01T09:30:15Z",
    });
  });

  test("has the handler of calls as that of faxes, where it takes faxes", () => {
    const { voice, fax } = numberFromApi({ ...body, voice_receive_mode: "fax" });
    expect({ voice, fax }).toEqual({ voice: null, fax: handlerOf("voice") });
  });

  test("has the provider's defaults for what the response omits", () => {
    expect(numberFromApi({})).toMatchObject({
      friendlyName: "",
      beta: false,
      capabilities: [{ sms: false, voice: false, mms: false, fax: false }],
      messaging: { url: "" },
      voice: { callerIdLookup: false },
      fax: null,
      dateCreated: null,
    });
  });
});
