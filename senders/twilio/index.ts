import type { Input } from "@pulumi/pulumi";
import { toProviderMethod } from "../../mfa/deliveryMethods.ts";
import { credentialKeys } from "../account/credentialKeys.ts";
import type { Sender } from "../Sender.ts";
import { messagingKeys } from "./messaging.ts";
import type { TwilioSettings } from "./settings.ts";
import { readTwilio } from "./settings.ts";

/**
 * Twilio as the sender. Exactly one of `from` and `messagingServiceSid` is set: Auth0 rejects both and
 * neither.
 */
export interface TwilioSender {
  kind: "twilio";
  /** `AC` and 32 hex digits. */
  accountSid: Input<string>;
  /** The account's Auth Token, because Auth0 has no field for an API key. Must be a secret. */
  authToken: Input<string>;
  /** The number that messages come from, E.164. */
  from?: Input<string>;
  /** `MG` and 32 hex digits. */
  messagingServiceSid?: Input<string>;
}

export const twilio: Sender<TwilioSettings, TwilioSender> = {
  label: "Twilio",
  account: { ...credentialKeys.Twilio, number: "twilioFrom" },
  keys: ["twilioFrom", "twilioMessagingServiceSid", "twilioMessaging"],
  members: { twilioMessaging: messagingKeys },
  readSettings: readTwilio,
  // The numbers of the stack's own Messaging Service are looked up by the program, which needs their SIDs.
  accountFault: (sender, delivery, where) =>
    sender.messaging !== undefined
      ? undefined
      : async () => {
          const { twilioFault } = await import("./accountFault.ts");
          return await twilioFault({ sender, delivery, ...where });
        },
  declare: ({ accountSid, authToken, from, messagingServiceSid }, delivery) => ({
    provider: {
      name: "twilio",
      configuration: {
        sid: accountSid,
        deliveryMethods: delivery.map(toProviderMethod),
        ...(from !== undefined && { defaultFrom: from }),
        ...(messagingServiceSid !== undefined && { mssid: messagingServiceSid }),
      },
      credentials: { authToken },
    },
    factor: {
      provider: "twilio",
      options: {
        sid: accountSid,
        authToken,
        ...(from !== undefined && { from }),
        ...(messagingServiceSid !== undefined && { messagingServiceSid }),
      },
    },
  }),
};
