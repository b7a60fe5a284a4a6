import type { MessagePurpose, PhoneMessage } from "../mfa/phoneMessage.ts";
import type { Channel } from "../mfa/authenticators.ts";
import { isObject } from "../json.ts";
import { render } from "../mfa/liquid.ts";
import type { TenantState } from "../state/tenantState.ts";
import { isLegacy } from "./sender.ts";

/** What Auth0 sends if no template is set. */
const defaults = {
  enrollment:
    "{{ code }} is your verification code for {{ friendly_name }}. Please enter this code to verify your enrollment.",
  authentication: "{{ code }} is your verification code for {{ friendly_name }}",
};

/** The text of one message, from the tenant's templates. Rejects if the template can't be rendered. */
export async function messageText(state: TenantState, message: PhoneMessage): Promise<string> {
  const { purpose, channel } = message;
  const template = isLegacy(state)
    ? legacyTemplate(state, purpose)
    : unifiedTemplate(state, purpose, channel);
  return render(template ?? defaults[purpose], variables(state, message));
}

function legacyTemplate(state: TenantState, purpose: MessagePurpose): string | undefined {
  const name = purpose === "enrollment" ? "enrollment_message" : "verification_message";
  const text = state.guardian.templates[name];
  return typeof text === "string" ? text : undefined;
}

function unifiedTemplate(state: TenantState, purpose: MessagePurpose, channel: Channel): string | undefined {
  const type = purpose === "enrollment" ? "otp_enroll" : "otp_verify";
  const record = state.phoneTemplates.find((each) => each.type === type && each["disabled"] !== true);
  const content = record?.["content"];
  const body = isObject(content) && isObject(content["body"]) ? content["body"] : {};
  const text = body[channel === "voice" ? "voice" : "text"] ?? body["text"];
  return typeof text === "string" ? text : undefined;
}

/**
 * [customize/customize-sms-or-voice-messages] for the legacy experience; for the unified one
 * [customize/phone-messages/phone-templates/supported-liquid-syntax], whose `tenant` is the name alone.
 */
function variables(state: TenantState, { user, channel, code, context }: PhoneMessage): object {
  const name = singleLine(state.settings["friendly_name"] ?? state.name);
  const tenant = isLegacy(state) ? { friendly_name: name, friendlyName: name } : state.name;
  return {
    // A voice message says the digits one by one.
    code: channel === "voice" ? code.split("").join(".") : code,
    pause: ".",
    locale: context.locale,
    message_type: channel,
    friendly_name: name,
    tenant,
    requestInfo: { lang: singleLine(context.acceptLanguage) },
    user: inSingleLines(user.profile),
  };
}

/** The same value with each string in it on a single line. */
function inSingleLines(value: unknown): unknown {
  if (typeof value === "string") return singleLine(value);
  if (Array.isArray(value)) return value.map(inSingleLines);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, inSingleLines(held)]));
}

/**
 * A line break in a name could add another line to the message, such as one that phones autofill as a code.
 */
function singleLine(value: unknown): string {
  return String(value).replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
