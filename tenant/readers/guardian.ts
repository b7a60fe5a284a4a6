import { z } from "zod";
import { policyOfList } from "../../mfa/policies.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

/** A factor by Auth0's name. */
export interface Factor {
  name: string;
  enabled: boolean;
  /** Its trial has ended: the tenant's plan does not include it. */
  trialExpired: boolean;
}

const factors = z.array(
  z.object({ name: z.string(), enabled: z.boolean(), trial_expired: z.boolean().nullish() }),
);

export async function readFactors(api: TenantReader): Promise<Factor[]> {
  const what = "the MFA factors";
  return shaped(factors, await api.get("/guardian/factors", what), what).map(
    ({ name, enabled, trial_expired: trialExpired }) => ({
      name,
      enabled,
      trialExpired: trialExpired === true,
    }),
  );
}

/** Whether a factor is on. */
export const isOn = (factors: readonly Factor[], factor: string): boolean =>
  factors.some(({ name, enabled }) => name === factor && enabled);

const messageTypes = z.object({ message_types: z.array(z.string()) });

/** `sms`, `voice` or both. */
export async function readMessageTypes(api: TenantReader): Promise<string[]> {
  const what = "the phone factor's message types";
  return shaped(messageTypes, await api.get("/guardian/factors/phone/message-types", what), what)
    .message_types;
}

const pushProvider = z.object({ provider: z.string() });

/** The provider of push notifications: `guardian`, `sns` or `direct`. */
export async function readPushProvider(api: TenantReader): Promise<string> {
  const what = "the provider of push notifications";
  const path = "/guardian/factors/push-notification/selected-provider";
  return shaped(pushProvider, await api.get(path, what), what).provider;
}

/** The policy, by the provider's name. */
export async function readPolicyName(api: TenantReader): Promise<string> {
  const [name = "never"] = await readPolicyList(api);
  return name;
}

/** The MFA policy. A policy that this product does not know keeps Auth0's name. */
export async function readPolicy(api: TenantReader): Promise<string> {
  return policyOfList(await readPolicyList(api));
}

async function readPolicyList(api: TenantReader): Promise<string[]> {
  const what = "the MFA policy";
  return shaped(z.array(z.string()), await api.get("/guardian/policies", what), what);
}
