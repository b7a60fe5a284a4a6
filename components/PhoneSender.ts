import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import type { PlivoSender } from "./senders/plivo.ts";
import { plivoAction, plivoFactorSettings, plivoProvider, plivoTriggers } from "./senders/plivo.ts";
import type { TwilioSender } from "./senders/twilio.ts";
import { twilioFactorSettings, twilioProvider } from "./senders/twilio.ts";
import { Teardown } from "./Teardown.ts";
import type { Delivery, PhoneExperience } from "./terms.ts";

export type Sender = TwilioSender | PlivoSender;

export interface PhoneSenderArgs {
  experience: PhoneExperience;
  sender: Sender;
  delivery: Delivery[];
  /** The source of Plivo's Action, which handles the events of both phone experiences. */
  plivoActionCode: string;
  /** Whether the phone provider refuses to be destroyed. The Action does not: a switch to Twilio must delete it. */
  protect: boolean;
}

/** What a legacy tenant's phone factor has to know of the sender. */
export interface FactorSettings {
  provider: string;
  options: Partial<Record<"sid" | "authToken" | "from" | "messagingServiceSid", pulumi.Input<string>>>;
}

/**
 * How messages leave the tenant.
 *
 * A unified tenant has exactly one phone provider. Whatever the sender, it is declared here as one resource with one
 * URN, so a switch of sender is an update in place. Two resources would lock users out: the new one adopts the
 * provider, then the old one's delete removes it.
 */
export class PhoneSender extends pulumi.ComponentResource {
  /** Set on a legacy tenant, where the sender is a part of the phone factor. */
  readonly factorSettings: FactorSettings | undefined;

  constructor(name: string, args: PhoneSenderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:PhoneSender", name, {}, opts);
    const { experience, sender, plivoActionCode, protect } = args;

    const action =
      sender.kind === "plivo" ? this.createAction(sender, plivoActionCode, experience) : undefined;
    const sending =
      experience === "unified" ? this.createProvider(name, args, action) : action && this.bindAction(action);
    if (experience === "legacy") {
      this.factorSettings = sender.kind === "twilio" ? twilioFactorSettings(sender) : plivoFactorSettings();
    }
    new Teardown(`${name}-teardown`, "sender", { parent: this, protect, dependsOn: sending ?? [] });

    this.registerOutputs({});
  }

  private createAction(sender: PlivoSender, code: string, experience: PhoneExperience): auth0.Action {
    // Named by its trigger, which it can't change: another experience is another Action.
    return new auth0.Action(plivoTriggers[experience].id, plivoAction(sender, code, experience), {
      parent: this,
    });
  }

  private createProvider(
    name: string,
    args: PhoneSenderArgs,
    action: auth0.Action | undefined,
  ): auth0.PhoneProvider {
    const { sender, delivery, protect } = args;
    const provider = sender.kind === "twilio" ? twilioProvider(sender, delivery) : plivoProvider();
    return new auth0.PhoneProvider(name, provider, {
      parent: this,
      protect,
      // Auth0 refuses a custom provider while no Action for it is deployed.
      ...(action && { dependsOn: action }),
    });
  }

  /** `custom-phone-provider` needs no binding; `send-phone-message` does, and other Actions of the flow stay bound. */
  private bindAction(action: auth0.Action): auth0.TriggerAction {
    const trigger = plivoTriggers.legacy.id;
    return new auth0.TriggerAction(
      trigger,
      { trigger, actionId: action.id, displayName: action.name },
      { parent: this },
    );
  }
}
