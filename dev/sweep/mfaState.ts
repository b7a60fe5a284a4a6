import { actionSenders, senders } from "../../senders/index.ts";
import type { SenderName } from "../../senders/index.ts";
import { fromProviderMethod } from "../../mfa/deliveryMethods.ts";
import { phoneFactor } from "../../mfa/factors.ts";
import { loginTrigger, mayRequireMfaByCode } from "../../mfa/mfaActions.ts";
import type { MfaSender, MfaState } from "../../mfa/MfaState.ts";
import { policyOfList } from "../../mfa/policies.ts";
import { senderOf as tenantSenderOf } from "../../sandbox/auth0/messages/sender.ts";
import type { Sender } from "../../sandbox/auth0/messages/sender.ts";
import type { TenantState } from "../../sandbox/index.ts";

/** The credentials that the variant's accounts accept: messages are sent only with these. */
export interface Accounts {
  carriers: Readonly<Record<SenderName, { id: string; tokens: readonly string[]; from: string }>>;
  /** The application's URLs. No other URL may be allowed at any moment. */
  urls: readonly string[];
}

/** The local tenant's MFA state. Its login supports no factor but the phone, so no other is listed. */
export function mfaStateOf(tenant: TenantState, accounts: Accounts): MfaState {
  const { policies, factors, messageTypes } = tenant.guardian;
  return {
    policy: policyOfList(policies),
    factors: { [phoneFactor]: factors[phoneFactor] === true },
    deliveryMethods: messageTypes,
    sender: senderOf(tenant, accounts),
    mfaActions: mfaActionsIn(tenant),
  };
}

/**
 * The deployed Actions in the login flow that require MFA: Auth0 would run them, but the local tenant does
 * not.
 */
const mfaActionsIn = ({ actions, bindings }: TenantState): string[] =>
  actions
    .filter(({ id }) => bindings[loginTrigger]?.some(({ action_id }) => action_id === id))
    .filter(({ versions }) =>
      versions.some(({ deployed, code }) => deployed && mayRequireMfaByCode(String(code))),
    )
    .map(({ name }) => name);

function senderOf(tenant: TenantState, accounts: Accounts): MfaSender {
  const [provider] = tenant.phoneProviders;
  const methods = provider?.configuration["delivery_methods"];
  const deliveryMethods = Array.isArray(methods) ? methods.map(String).map(fromProviderMethod) : undefined;
  const channel = deliveryMethods?.includes("sms") === false ? "voice" : "sms";
  return { deliveryMethods, fault: faultOf(tenantSenderOf(tenant, channel), accounts) };
}

/** Why a message from this sender would not arrive. */
function faultOf(sender: Sender, { carriers }: Accounts): string | undefined {
  if (sender.kind === "none") return sender.reason;
  if (sender.kind === "auth0") return "there is no sender";
  if (sender.kind === "twilio") {
    const { id, tokens } = carriers.twilio;
    if (sender.accountSid !== id || !tokens.includes(sender.authToken))
      return "Twilio would reject the credentials";
    return sender.from === undefined && sender.service === undefined ? "Twilio has no number" : undefined;
  }
  const ours = actionSenders.find(({ code }) => code === sender.version["code"]);
  if (ours === undefined) return "the deployed Action has other code";
  const { id, tokens, from } = carriers[ours.kind];
  const keys = senders[ours.kind].account;
  const given = (key: string): string => {
    const name = ours.secrets.find((one) => one.key === key)?.name;
    return sender.version.secrets.find((one) => one.name === name)?.value ?? "";
  };
  const isKnown = given(keys.id) === id && tokens.includes(given(keys.token)) && given(keys.number) === from;
  return isKnown ? undefined : `${ours.label} would reject the credentials`;
}
