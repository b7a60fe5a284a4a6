import * as pulumi from "@pulumi/pulumi";
import { MfaPolicy } from "./MfaPolicy.ts";
import { PhoneFactor } from "./PhoneFactor.ts";
import type { Sender } from "./PhoneSender.ts";
import { PhoneSender } from "./PhoneSender.ts";
import type { Delivery, Messages, MfaPolicyName, PhoneExperience } from "./terms.ts";

export interface PhoneMfaArgs {
  /** Must be the tenant's own: the two need different resources. */
  experience: PhoneExperience;
  sender: Sender;
  delivery: Delivery[];
  /** The source of Plivo's Action. */
  plivoActionCode: string;
  messages: Messages;
  policy: MfaPolicyName;
  /** Whether the tenant's MFA settings refuse to be destroyed. Not the option of that name: Pulumi would hand it on to
   * each resource, and a protected Action could not make way for another sender. */
  protect: boolean;
}

/**
 * A tenant's phone MFA in the order that locks nobody out: sender, then factor, then policy; the reverse on destroy.
 */
export class PhoneMfa extends pulumi.ComponentResource {
  constructor(name: string, args: PhoneMfaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:PhoneMfa", name, {}, opts);
    const { experience, sender, delivery, plivoActionCode, messages, policy, protect } = args;

    // The children's names are part of their URNs, and what they hold is single in a tenant: a rename would have the
    // old one's delete take away what the new one has just adopted.
    const phoneSender = new PhoneSender(
      "sender",
      { experience, sender, delivery, plivoActionCode, protect },
      { parent: this },
    );
    const phoneFactor = new PhoneFactor(
      "factor",
      { delivery, messages, sender: phoneSender.factorSettings, protect },
      { parent: this, dependsOn: phoneSender },
    );
    new MfaPolicy("policy", { policy, protect }, { parent: this, dependsOn: phoneFactor });

    this.registerOutputs({});
  }
}
