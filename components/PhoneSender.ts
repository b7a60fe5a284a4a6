import * as auth0 from "@pulumi/auth0";
import type { Leftovers } from "./Leftovers.ts";
import { before } from "./Leftovers.ts";
import { DeliveryInAdvance } from "./DeliveryInAdvance.ts";
import { DeployedAction } from "./DeployedAction.ts";
import * as pulumi from "@pulumi/pulumi";
import { triggers } from "../senders/action.ts";
import { declareSender } from "../senders/index.ts";
import type { SenderArgs } from "../senders/index.ts";
import type { ActionArgs, DeclaredSender, FactorSettings } from "../senders/Sender.ts";
import { SentToken } from "./SentToken.ts";
import { Teardown } from "./Teardown.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";

export interface PhoneSenderArgs {
  experience: PhoneExperience;
  sender: SenderArgs;
  delivery: DeliveryMethod[];
  /** Whether the phone factor is declared too: only then may its delivery be touched. */
  factor: boolean;
  /** What runs before an Action is created. */
  leftovers?: Leftovers | undefined;
  /** Whether the phone provider refuses to be destroyed. The Action does not: a switch to another sender must delete it. */
  protect: boolean;
}

/** An Action, and what stands for its being deployed. */
interface ActionAtWork {
  action: auth0.Action;
  deployed: DeployedAction;
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
    const { experience, delivery, protect } = args;

    const sender = declareSender(args.sender, delivery);
    const deployed = sender.action && this.createAction(name, sender.action(experience), args);
    const sending =
      experience === "unified"
        ? this.createProvider(name, sender.provider, args, deployed)
        : deployed && this.bindAction(deployed);
    if (experience === "legacy") this.factorSettings = sender.factor;
    new Teardown(`${name}-teardown`, "sender", { parent: this, protect, dependsOn: sending ?? [] });

    this.registerOutputs({});
  }

  private createAction(
    name: string,
    wanted: ActionArgs,
    { experience, leftovers }: PhoneSenderArgs,
  ): ActionAtWork {
    // Named by its trigger, which it can't change: another experience is another Action.
    const action = new auth0.Action(triggers[experience].id, wanted, {
      parent: this,
      ...before(leftovers?.action),
    });
    const deployed = new DeployedAction(
      `${name}-deployed`,
      { actionId: action.id, code: wanted.code, secrets: wanted.secrets },
      { parent: this },
    );
    return { action, deployed };
  }

  private createProvider(
    name: string,
    wanted: DeclaredSender["provider"],
    { delivery, factor, protect }: PhoneSenderArgs,
    action: ActionAtWork | undefined,
  ): auth0.PhoneProvider {
    const inAdvance = factor ? [new DeliveryInAdvance(`${name}-delivery`, delivery, { parent: this })] : [];
    // Auth0 refuses a custom provider while no Action for it is deployed.
    const dependsOn = [...inAdvance, ...(action ? [action.deployed] : [])];
    const provider = new auth0.PhoneProvider(name, wanted, { parent: this, protect, dependsOn });
    const { authToken } = wanted.credentials;
    if (authToken !== undefined) {
      new SentToken(`${name}-token`, { providerId: provider.id, authToken }, { parent: this });
    }
    return provider;
  }

  /** `custom-phone-provider` needs no binding; `send-phone-message` does, and other Actions of the flow stay bound. */
  private bindAction({ action, deployed }: ActionAtWork): auth0.TriggerAction {
    const trigger = triggers.legacy.id;
    return new auth0.TriggerAction(
      trigger,
      { trigger, actionId: action.id, displayName: action.name },
      { parent: this, dependsOn: deployed },
    );
  }
}
