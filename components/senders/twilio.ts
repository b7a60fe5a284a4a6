import type { Input } from "@pulumi/pulumi";
import { toProviderMethod } from "../../mfa/deliveryMethods.ts";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";

/** Twilio as the sender. Exactly one of `from` and `messagingServiceSid`: Auth0 refuses both and neither. */
export interface TwilioSender {
  kind: "twilio";
  /** `AC` and 32 hex digits. */
  accountSid: Input<string>;
  /** The account's Auth Token; Auth0 has no field for an API key. Must arrive as a secret. */
  authToken: Input<string>;
  /** The number that messages come from, E.164. */
  from?: Input<string>;
  /** `MG` and 32 hex digits. */
  messagingServiceSid?: Input<string>;
}

/** The arguments of the tenant's one phone provider (unified experience). */
export function twilioProvider(sender: TwilioSender, delivery: readonly DeliveryMethod[]) {
  return {
    name: "twilio",
    configuration: {
      sid: sender.accountSid,
      deliveryMethods: delivery.map(toProviderMethod),
      ...(sender.from !== undefined && { defaultFrom: sender.from }),
      ...(sender.messagingServiceSid !== undefined && { mssid: sender.messagingServiceSid }),
    },
    credentials: { authToken: sender.authToken },
  };
}

/** The sender's part of the phone factor (legacy experience). */
export function twilioFactorSettings(sender: TwilioSender) {
  return {
    provider: "twilio",
    options: {
      sid: sender.accountSid,
      authToken: sender.authToken,
      ...(sender.from !== undefined && { from: sender.from }),
      ...(sender.messagingServiceSid !== undefined && { messagingServiceSid: sender.messagingServiceSid }),
    },
  };
}
