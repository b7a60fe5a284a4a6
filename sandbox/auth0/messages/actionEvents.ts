import type { JsonObject } from "../json.ts";
import type { Tenant } from "../tenant.ts";
import { userView } from "../management/users.ts";
import { languagesIn } from "../mfa/locale.ts";
import { isLegacy } from "./sender.ts";
import type { PhoneMessage } from "../mfa/phoneMessage.ts";

/** The event for an Action that sends a message: the event of its trigger, without its secrets. */
export function messageEvent(tenant: Tenant, message: PhoneMessage, text: string): JsonObject {
  const common = {
    tenant: { id: tenant.state.name },
    request: requestOf(message),
    user: userView(message.user),
    client: clientOf(tenant, message),
  };
  return isLegacy(tenant.state)
    ? { ...common, message_options: messageOptions(message, text) }
    : { ...common, notification: notification(message, text) };
}

/** [customize/actions/explore-triggers/mfa-notifications/send-phone-message-event-object] */
function messageOptions({ purpose, code, channel, number }: PhoneMessage, text: string): JsonObject {
  return {
    action: purpose === "enrollment" ? "enrollment" : "second-factor-authentication",
    code,
    message_type: channel,
    recipient: number,
    text,
  };
}

/** [customize/actions/explore-triggers/custom-phone-provider/custom-phone-provider-event-object] */
function notification({ purpose, code, channel, number, context }: PhoneMessage, text: string): JsonObject {
  return {
    as_text: text,
    as_voice: text,
    code,
    delivery_method: channel === "sms" ? "text" : "voice",
    from: "",
    locale: context.locale,
    message_type: purpose === "enrollment" ? "otp_enroll" : "otp_verify",
    recipient: number,
  };
}

function requestOf({ context }: PhoneMessage): JsonObject {
  return {
    ip: context.ip,
    user_agent: context.userAgent,
    hostname: context.hostname,
    // The language requested by the browser.
    language: languagesIn(context.acceptLanguage)[0] ?? context.locale,
    geoip: {},
  };
}

function clientOf({ state }: Tenant, { context }: PhoneMessage): JsonObject {
  const client = state.clients.find((each) => each.client_id === context.clientId);
  return {
    client_id: context.clientId ?? "",
    name: client?.name ?? "",
    metadata: client?.["client_metadata"] ?? {},
  };
}
