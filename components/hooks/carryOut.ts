import { methodLabel, toProviderMethod } from "../../mfa/deliveryMethods.ts";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";
import { factorLabel, phoneFactor } from "../../mfa/factors.ts";
import { obstacleWords } from "../../mfa/obstacleWords.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import type { Plan, Refusal, Write } from "../../mfa/plan.ts";
import { policyLabel, policyToList } from "../../mfa/policies.ts";
import type { KnownSender } from "./Hook.ts";
import type { TenantCalls } from "./TenantCalls.ts";
import { Refused } from "./TenantCalls.ts";
import { sendTwilioSettings } from "./legacyTwilio.ts";
import { changePhoneProvider } from "./phoneProvider.ts";

/** What the writes of a plan need. */
interface Means {
  tenant: TenantCalls;
  experience: PhoneExperience;
  sender: KnownSender | undefined;
}

/** @throws Refused if there is no safe order of writes */
export function writesOf(plan: Plan): readonly Write[] {
  if ("refused" in plan) throw new Refused(`${plan.refused.map(refusalWords).join("; ")}.`);
  return plan.writes;
}

/**
 * Makes the writes of a plan one after the other.
 *
 * @throws CallFailure at the first one that fails
 */
export async function carryOut(writes: readonly Write[], means: Means): Promise<void> {
  for (const write of writes) await make(write, means);
}

function make(write: Write, means: Means): Promise<void> {
  const { tenant } = means;
  switch (write.set) {
    case "policy":
      return tenant.write(
        { method: "PUT", path: "/guardian/policies", body: policyToList(write.policy) },
        `MFA policy set to ${policyLabel(write.policy)}`,
      );
    case "factor": {
      const path = `/guardian/factors/${encodeURIComponent(write.factor)}`;
      const name = write.factor === phoneFactor ? "phone factor" : `factor ${factorLabel(write.factor)}`;
      return tenant.write(
        { method: "PUT", path, body: { enabled: write.enabled } },
        `${name} turned ${write.enabled ? "on" : "off"}`,
      );
    }
    case "delivery-methods":
      return tenant.write(
        {
          method: "PUT",
          path: "/guardian/factors/phone/message-types",
          body: { message_types: write.methods },
        },
        `phone factor set to ${write.methods.map(methodLabel).join(" and ")}`,
      );
    case "sender":
      return means.experience === "unified" ? setPhoneProvider(write, means) : selectSender(write, means);
  }
}

type SenderWrite = Extract<Write, { set: "sender" }>;

/** A unified tenant's one phone provider. */
async function setPhoneProvider({ kind, methods }: SenderWrite, { tenant, sender }: Means): Promise<void> {
  const delivery_methods = methods.map((method) => toProviderMethod(method as DeliveryMethod));
  const isDeclared = sender !== undefined && kindOf(sender) === kind;
  await changePhoneProvider(
    tenant,
    ({ sid, from, messagingServiceSid }) =>
      isDeclared
        ? providerBody(sender, delivery_methods)
        : { configuration: { sid, default_from: from, mssid: messagingServiceSid, delivery_methods } },
    `phone provider set to ${methods.map(methodLabel).join(" and ")}`,
  );
}

function providerBody({ provider }: KnownSender, deliveryMethods: readonly string[]): object {
  const { name, configuration, credentials } = provider;
  return {
    name,
    disabled: false,
    configuration: {
      sid: configuration.sid,
      default_from: configuration.defaultFrom,
      mssid: configuration.mssid,
      delivery_methods: deliveryMethods,
    },
    credentials: { auth_token: credentials.authToken },
  };
}

/**
 * For a legacy tenant. The settings are written first, because Auth0 would select a sender that can't send.
 */
async function selectSender({ kind }: SenderWrite, { tenant, sender }: Means): Promise<void> {
  // The current sender is already selected.
  if (sender === undefined || kindOf(sender) !== kind) return;
  if (kind === "twilio") await sendTwilioSettings(tenant, sender);
  await tenant.write(
    {
      method: "PUT",
      path: "/guardian/factors/phone/selected-provider",
      body: { provider: sender.factor.provider },
    },
    `${sender.factor.provider} selected as the sender`,
  );
}

const kindOf = ({ action }: KnownSender): SenderWrite["kind"] => (action === undefined ? "twilio" : "action");

/** Why a plan is rejected, without the final period. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.cause) {
    case "policy-stronger":
      return (
        `the tenant's MFA policy is ${policyLabel(refusal.policy)}, which somebody else has set, and this change would lower it. ` +
        "Fix: run pulumi refresh, then review a new preview"
      );
    case "factor-alone":
      return (
        `factor ${factorLabel(refusal.factor)} can't be the only factor. ` +
        "Fix: add factor to manage, or turn on otp, webauthn-roaming or push-notification in otherFactors"
      );
    case "method-not-sent":
      return `this change would lock out users who get their codes by ${methodLabel(refusal.method)}: the tenant's sender does not support it`;
    default:
      return `this change would lock users out: ${obstacleWords(refusal)}`;
  }
}
