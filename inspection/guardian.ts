import { z } from "zod";
import type { MfaPolicyName } from "../components/terms.ts";
import type { ManagementApi } from "./api/ManagementApi.ts";
import { shaped } from "./http/shape.ts";

/** A factor by Auth0's name: the phone's is `sms`, whatever it delivers by. */
export interface Factor {
  name: string;
  enabled: boolean;
  /** Its trial is over: the tenant's plan does not include it. */
  trialExpired: boolean;
}

const factors = z.array(
  z.object({ name: z.string(), enabled: z.boolean(), trial_expired: z.boolean().nullish() }),
);

export async function readFactors(api: ManagementApi): Promise<Factor[]> {
  const what = "the MFA factors";
  return shaped(factors, await api.get("/guardian/factors", what), what).map(
    ({ name, enabled, trial_expired: trialExpired }) => ({
      name,
      enabled,
      trialExpired: trialExpired === true,
    }),
  );
}

const messageTypes = z.object({ message_types: z.array(z.string()) });

/** `sms`, `voice` or both. */
export async function readMessageTypes(api: ManagementApi): Promise<string[]> {
  const what = "the phone factor's message types";
  return shaped(messageTypes, await api.get("/guardian/factors/phone/message-types", what), what)
    .message_types;
}

const policyNames: Readonly<Record<string, MfaPolicyName>> = {
  "all-applications": "always",
  "confidence-score": "adaptive",
};

/** When MFA is asked for. A policy that this product does not know keeps Auth0's name. */
export async function readPolicy(api: ManagementApi): Promise<string> {
  const what = "the MFA policy";
  const [policy] = shaped(z.array(z.string()), await api.get("/guardian/policies", what), what);
  return policy === undefined ? "never" : (policyNames[policy] ?? policy);
}
