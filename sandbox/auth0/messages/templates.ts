import type { MessagePurpose } from "../mfa/phoneMessage.ts";
import { Liquid } from "liquidjs";
import type { Channel } from "../mfa/authenticators.ts";
import { isObject } from "../json.ts";
import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { isLegacy } from "./sender.ts";

/** A template may be anybody's: it reads no file and stops long before it costs much. */
const liquid = new Liquid({
  templates: {},
  parseLimit: 100_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
  ownPropertyOnly: true,
});

/** What Auth0 sends where no template is set. */
const defaults = {
  enrollment:
    "{{ code }} is your verification code for {{ friendly_name }}. Please enter this code to verify your enrollment.",
  authentication: "{{ code }} is your verification code for {{ friendly_name }}",
};

/** The text of one message by the tenant's templates. Rejects when the template can't be rendered. */
export async function messageText(
  state: TenantState,
  user: UserRecord,
  purpose: MessagePurpose,
  channel: Channel,
  code: string,
): Promise<string> {
  const template = isLegacy(state)
    ? legacyTemplate(state, purpose)
    : unifiedTemplate(state, purpose, channel);
  // Both `{{ code }}` and `@{code}` are seen in Auth0's own templates.
  const source = (template ?? defaults[purpose]).replaceAll(/@\{\s*(\w+)\s*\}/g, "{{ $1 }}");
  const text: unknown = await liquid.parseAndRender(source, variables(state, user, channel, code));
  return String(text);
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

function variables(state: TenantState, user: UserRecord, channel: Channel, code: string): object {
  const name = singleLine(state.settings["friendly_name"] ?? state.name);
  return {
    // A voice says the digits one by one.
    code: channel === "voice" ? (code.match(/\d/g) ?? []).join(", ") : code,
    pause: ".",
    locale: "en",
    message_type: channel,
    friendly_name: name,
    tenant: { friendly_name: name },
    requestInfo: { lang: "en" },
    user: Object.fromEntries(
      Object.entries(user.profile).flatMap(([key, value]) =>
        typeof value === "string" ? [[key, singleLine(value)]] : [],
      ),
    ),
  };
}

/**
 * A line break in a name could add a line of its own to the message, such as one that phones fill in as a
 * code.
 */
function singleLine(value: unknown): string {
  return String(value).replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
