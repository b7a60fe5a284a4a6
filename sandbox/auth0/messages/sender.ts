import { deployedVersion } from "../management/actionRecord.ts";
import type { ActionRecord, ActionVersionRecord, TenantState } from "../state/tenantState.ts";
import type { Channel } from "../mfa/authenticators.ts";
import type { JsonObject } from "../json.ts";

/** The sender of the tenant's phone messages, according to its current state. */
export type Sender =
  | {
      kind: "twilio";
      accountSid: string;
      authToken: string;
      from: string | undefined;
      service: string | undefined;
    }
  | { kind: "action"; action: ActionRecord; version: ActionVersionRecord }
  /** Auth0's own sender of legacy tenants, for tests. */
  | { kind: "auth0" }
  | { kind: "none"; reason: string };

/** Whether the tenant has the legacy phone experience. */
export const isLegacy = (state: TenantState): boolean =>
  state.settings["phone_consolidated_experience"] === false;

/** Finds the current sender of that kind of message. */
export function senderOf(state: TenantState, channel: Channel): Sender {
  return isLegacy(state) ? legacySender(state) : unifiedSender(state, channel);
}

function unifiedSender(state: TenantState, channel: Channel): Sender {
  const provider = state.phoneProviders.find((each) => each["disabled"] !== true);
  if (provider === undefined) return none("No phone provider is configured, or it is disabled.");
  const methods = provider.configuration["delivery_methods"];
  const method = channel === "sms" ? "text" : "voice";
  if (Array.isArray(methods) && !methods.includes(method)) {
    return none(`The phone provider does not deliver by ${method}.`);
  }
  if (provider.name === "custom") return actionOf(state, "custom-phone-provider", () => true);
  const { sid, default_from: from, mssid } = provider.configuration;
  return twilio({ sid, auth_token: provider.credentials["auth_token"], from, service: mssid });
}

function legacySender(state: TenantState): Sender {
  const { selectedProvider } = state.guardian;
  if (selectedProvider === "auth0") return { kind: "auth0" };
  if (selectedProvider === "phone-message-hook") {
    const bound = (state.bindings["send-phone-message"] ?? []).map(({ action_id }) => action_id);
    return actionOf(state, "send-phone-message", ({ id }) => bound.includes(id));
  }
  const { sid, auth_token, from, messaging_service_sid: service } = state.guardian.twilio;
  return twilio({ sid, auth_token, from, service });
}

function twilio(settings: JsonObject): Sender {
  const text = (name: string): string | undefined => {
    const value = settings[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [accountSid, authToken] = [text("sid"), text("auth_token")];
  if (accountSid === undefined || authToken === undefined)
    return none("The tenant's Twilio settings have no credentials.");
  return { kind: "twilio", accountSid, authToken, from: text("from"), service: text("service") };
}

function actionOf(state: TenantState, trigger: string, isBound: (action: ActionRecord) => boolean): Sender {
  const action = state.actions.find(
    (each) => each.supported_triggers.some(({ id }) => id === trigger) && isBound(each),
  );
  const version = action === undefined ? undefined : deployedVersion(action);
  if (action === undefined || version === undefined) {
    return none(`No deployed Action with the trigger ${trigger} can send the message.`);
  }
  return { kind: "action", action, version };
}

const none = (reason: string): Sender => ({ kind: "none", reason });
