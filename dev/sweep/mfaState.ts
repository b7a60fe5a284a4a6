import { plivoActionCode } from "../../actions/plivo.ts";
import { fromProviderMethod } from "../../mfa/deliveryMethods.ts";
import { phoneFactor } from "../../mfa/factors.ts";
import type { MfaSender, MfaState } from "../../mfa/MfaState.ts";
import { policyOfList } from "../../mfa/policies.ts";
import { senderOf as tenantSenderOf } from "../../sandbox/auth0/messages/sender.ts";
import type { Sender } from "../../sandbox/auth0/messages/sender.ts";
import type { TenantState } from "../../sandbox/index.ts";

/** What the world's accounts take: a message leaves only with these. */
export interface Accounts {
  twilio: { accountSid: string; tokens: readonly string[] };
  plivo: { authId: string; tokens: readonly string[]; from: string };
  /** The application's URLs: no other may be allowed at any moment. */
  urls: readonly string[];
}

/** What users of the local tenant meet. Its login has no factor but the phone, so no other is named. */
export function mfaStateOf(tenant: TenantState, accounts: Accounts): MfaState {
  const { policies, factors, messageTypes } = tenant.guardian;
  return {
    policy: policyOfList(policies),
    factors: { [phoneFactor]: factors[phoneFactor] === true },
    deliveryMethods: messageTypes,
    sender: senderOf(tenant, accounts),
  };
}

function senderOf(tenant: TenantState, accounts: Accounts): MfaSender {
  const [provider] = tenant.phoneProviders;
  const methods = provider?.configuration["delivery_methods"];
  const deliveryMethods = Array.isArray(methods) ? methods.map(String).map(fromProviderMethod) : undefined;
  const channel = deliveryMethods?.includes("sms") === false ? "voice" : "sms";
  return { deliveryMethods, fault: faultOf(tenantSenderOf(tenant, channel), accounts) };
}

/** Why a message by this sender would not arrive. */
function faultOf(sender: Sender, { twilio, plivo }: Accounts): string | undefined {
  if (sender.kind === "none") return sender.reason;
  if (sender.kind === "auth0") return "nobody sends";
  if (sender.kind === "twilio") {
    if (sender.accountSid !== twilio.accountSid || !twilio.tokens.includes(sender.authToken))
      return "Twilio would refuse the credentials";
    return sender.from === undefined && sender.service === undefined ? "Twilio has no number" : undefined;
  }
  if (sender.version["code"] !== plivoActionCode) return "the deployed Action has other code";
  const secret = (name: string) => sender.version.secrets.find((one) => one.name === name)?.value ?? "";
  const isKnown =
    secret("PLIVO_AUTH_ID") === plivo.authId && plivo.tokens.includes(secret("PLIVO_AUTH_TOKEN"));
  return isKnown && secret("PLIVO_FROM") === plivo.from ? undefined : "Plivo would refuse the credentials";
}
