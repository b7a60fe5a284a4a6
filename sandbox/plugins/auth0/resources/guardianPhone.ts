import { isAbsent, isProperties, text, type Properties, type Value } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";
import type { Change } from "../../bridge/lifecycle/resource.ts";
import { enablePlanned, factorsPath as root, type Factor } from "./guardianFactor.ts";

/** Codes by SMS and voice call, and on a legacy tenant also the sender. */
export const phoneFactor: Factor = { name: "sms", update, read };

/**
 * Turns the phone-message factor on before it is configured: its message types are rejected while it is off.
 */
async function update(change: Change<ManagementApi>): Promise<void> {
  if (!(await enablePlanned(change, "phone", "sms"))) return;
  const { api, inputs } = change;
  const unified = await isUnified(api);
  const phone = inputs["phone"];
  if (!isProperties(phone)) return;
  if (unified && (!isAbsent(phone["provider"]) || isProperties(phone["options"]))) {
    throw new Error(
      "provider or options cannot be specified when phone consolidated experience is enabled for tenant",
    );
  }
  if (!unified) await updateDelivery(api, phone);
  const messageTypes = phone["messageTypes"];
  await api.send(
    "PUT",
    `${root}/phone/message-types`,
    isAbsent(messageTypes) ? {} : { message_types: messageTypes },
  );
}

async function updateDelivery(api: ManagementApi, phone: Properties): Promise<void> {
  const provider = phone["provider"] ?? null;
  await api.send("PUT", `${root}/phone/selected-provider`, given({ provider }));
  const options = phone["options"];
  if (!isProperties(options) || provider === null) return;
  if (provider === "twilio") {
    await api.send(
      "PUT",
      `${root}/sms/providers/twilio`,
      given({
        from: options["from"] ?? null,
        messaging_service_sid: options["messagingServiceSid"] ?? null,
        auth_token: options["authToken"] ?? null,
        sid: options["sid"] ?? null,
      }),
    );
  }
  await api.send(
    "PUT",
    `${root}/sms/templates`,
    given({
      enrollment_message: options["enrollmentMessage"] ?? null,
      verification_message: options["verificationMessage"] ?? null,
    }),
  );
}

/** The present factor. Settings that this kind of tenant does not have read as empty. */
async function read(api: ManagementApi, enabled: boolean): Promise<Properties> {
  const phone: Properties = { enabled, messageTypes: [], provider: "", options: null };
  if (!enabled) return phone;
  const types = await api.send("GET", `${root}/phone/message-types`);
  phone["messageTypes"] = isProperties(types) ? (types["message_types"] ?? []) : [];
  if (await isUnified(api)) return phone;
  const selected = await api.send("GET", `${root}/phone/selected-provider`);
  phone["provider"] = field(selected, "provider");
  if (phone["provider"] !== "") phone["options"] = await readOptions(api, phone["provider"] === "twilio");
  return phone;
}

async function readOptions(api: ManagementApi, isTwilio: boolean): Promise<Properties> {
  const templates = await api.send("GET", `${root}/sms/templates`);
  // Twilio's `auth_token` is returned, unlike that of a PhoneProvider.
  const twilio = isTwilio ? await api.send("GET", `${root}/sms/providers/twilio`) : null;
  return {
    enrollmentMessage: field(templates, "enrollment_message"),
    verificationMessage: field(templates, "verification_message"),
    authToken: field(twilio, "auth_token"),
    from: field(twilio, "from"),
    messagingServiceSid: field(twilio, "messaging_service_sid"),
    sid: field(twilio, "sid"),
  };
}

/** A tenant without the flag has the unified phone experience, the default for new ones. */
async function isUnified(api: ManagementApi): Promise<boolean> {
  const settings = await api.send("GET", "/tenants/settings");
  return !isProperties(settings) || settings["phone_consolidated_experience"] !== false;
}

function given(body: Properties): Properties {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function field(answer: Value, name: string): string {
  return isProperties(answer) ? text(answer[name]) : "";
}
