import * as pulumi from "@pulumi/pulumi";
import { OwnResource } from "./OwnResource.ts";
import type { FactorSettings } from "../senders/Sender.ts";

/**
 * Gives a legacy tenant Twilio's settings before its factor selects Twilio. Auth0's provider selects first: until the settings had
 * followed, or for ever where they failed, users would be asked for codes that can't leave.
 */
export class TwilioInAdvance extends OwnResource {
  constructor(name: string, options: FactorSettings["options"], opts: pulumi.CustomResourceOptions) {
    const settings = {
      sid: options.sid,
      auth_token: options.authToken,
      from: options.from,
      messaging_service_sid: options.messagingServiceSid,
    };
    super(
      name,
      "twilioInAdvance.ts",
      { settings: pulumi.secret(settings) },
      { ...opts, additionalSecretOutputs: ["settings"] },
    );
  }
}
