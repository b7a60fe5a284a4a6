import * as pulumi from "@pulumi/pulumi";
import type { Leftovers } from "./Leftovers.ts";
import { MfaPolicy } from "./MfaPolicy.ts";
import { PhoneFactor } from "./PhoneFactor.ts";
import { PhoneSender } from "./PhoneSender.ts";
import type { SenderArgs } from "../senders/index.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { MfaPolicy as Policy } from "../mfa/policies.ts";
import type { Messages } from "../mfa/templates.ts";

/** A part that is undefined is not declared: it stays as the tenant has it. */
export interface PhoneMfaArgs {
  /** Must be the tenant's own: the two need different resources. */
  experience: PhoneExperience;
  sender: SenderArgs | undefined;
  /** How codes are sent, by the sender and by the factor. */
  delivery: DeliveryMethod[];
  /** Whether the phone factor is declared. */
  factor: boolean;
  messages: Messages | undefined;
  /** What runs before something is created that an earlier, unanswered creation may have made. */
  leftovers?: Leftovers | undefined;
  policy: Policy | undefined;
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
    const { sender, delivery, factor, messages, leftovers, policy, protect } = args;

    // The children's names are part of their URNs, and what they hold is single in a tenant: a rename would have the
    // old one's delete take away what the new one has just adopted.
    const phoneSender = sender && new PhoneSender("sender", { ...args, sender }, { parent: this });
    const phoneFactor =
      (factor || messages) &&
      new PhoneFactor(
        "factor",
        {
          delivery: factor ? delivery : undefined,
          messages,
          sender: phoneSender?.factorSettings,
          leftovers,
          protect,
        },
        { parent: this, dependsOn: declared(phoneSender) },
      );
    if (policy) {
      const dependsOn = declared(phoneSender, phoneFactor || undefined);
      new MfaPolicy("policy", { policy, protect }, { parent: this, dependsOn });
    }

    this.registerOutputs({});
  }
}

function declared(...parts: (pulumi.Resource | undefined)[]): pulumi.Resource[] {
  return parts.filter((part) => part !== undefined);
}
