import type { Input } from "@pulumi/pulumi";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";

/** Plivo as the sender: messages leave through an Auth0 Action. */
export interface PlivoSender {
  kind: "plivo";
  /** `MA` (main account) or `SA` (sub-account) and 18 more. */
  authId: Input<string>;
  /** Must arrive as a secret. */
  authToken: Input<string>;
  /** The number that messages come from, E.164. */
  from: Input<string>;
}

/**
 * The trigger that calls the Action, and the Action's name: one for each, since an Action can't change its trigger and
 * names are unique in a tenant. Auth0 allows one deployed Action of `custom-phone-provider`.
 */
export const plivoTriggers = {
  unified: { id: "custom-phone-provider", version: "v1", actionName: "Send phone messages with Plivo" },
  legacy: { id: "send-phone-message", version: "v2", actionName: "Send phone messages with Plivo (legacy)" },
} as const satisfies Record<PhoneExperience, { id: string; version: string; actionName: string }>;

/**
 * The Action, deployed as soon as it is built. All three values are Action secrets: Auth0 keeps them write-only, and
 * an Action has no other configuration.
 */
export function plivoAction(sender: PlivoSender, code: string, experience: PhoneExperience) {
  const { id, version, actionName } = plivoTriggers[experience];
  return {
    name: actionName,
    code,
    runtime: "node22",
    deploy: true,
    supportedTriggers: { id, version },
    secrets: [
      { name: "PLIVO_AUTH_ID", value: sender.authId },
      { name: "PLIVO_AUTH_TOKEN", value: sender.authToken },
      { name: "PLIVO_FROM", value: sender.from },
    ],
  };
}

/** The arguments of the tenant's one phone provider (unified experience). Without voice: see docs/decisions/0006. */
export function plivoProvider() {
  // Auth0 refuses a custom provider without `credentials`, though it has none.
  return { name: "custom", configuration: { deliveryMethods: ["text"] }, credentials: {} };
}

/** The sender's part of the phone factor (legacy experience): the dashboard's "Custom". */
export function plivoFactorSettings() {
  return { provider: "phone-message-hook", options: {} };
}
