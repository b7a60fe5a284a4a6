import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { guardianSettingsBut } from "./guardianSettings.ts";
import type { Leftovers } from "./Leftovers.ts";
import { before } from "./Leftovers.ts";
import type { FactorSettings } from "../senders/Sender.ts";
import { Teardown } from "./Teardown.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import type { MessageName, Messages } from "../mfa/templates.ts";
import { templateTypes } from "../mfa/templates.ts";
import { TwilioInAdvance } from "./TwilioInAdvance.ts";

export interface PhoneFactorArgs {
  /** How codes are sent; `undefined` leaves the factor itself as it is. */
  delivery: DeliveryMethod[] | undefined;
  /** The two texts; `undefined` leaves them as they are. On a legacy tenant they are part of the factor. */
  messages: Messages | undefined;
  /** The sender's part of the factor on a legacy tenant; `undefined` on a unified one. */
  sender: FactorSettings | undefined;
  /** What runs before a template is created. */
  leftovers?: Leftovers | undefined;
  /** Whether the factor and its templates refuse to be destroyed. */
  protect: boolean;
}

/** The phone-message factor: on, by these ways, with these texts. */
export class PhoneFactor extends pulumi.ComponentResource {
  constructor(name: string, args: PhoneFactorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:PhoneFactor", name, {}, opts);
    const { delivery, messages, sender, protect } = args;

    const templates = messages && !sender ? this.createTemplates(name, messages, args) : [];
    if (delivery) {
      const teardown = new Teardown(`${name}-teardown`, "factor", { parent: this, protect });
      const inAdvance =
        sender?.provider === "twilio"
          ? [new TwilioInAdvance(`${name}-twilio`, sender.options, { parent: this })]
          : [];
      const dependsOn = [...templates, teardown, ...inAdvance];
      this.createGuardian(name, phoneSettings(delivery, messages, sender), { protect, dependsOn });
    }

    this.registerOutputs({});
  }

  private createTemplates(
    name: string,
    messages: Messages,
    { protect, leftovers }: PhoneFactorArgs,
  ): auth0.PhoneNotificationTemplate[] {
    const template = (message: MessageName) => {
      const body = { text: messages[message], voice: messages[message] };
      return new auth0.PhoneNotificationTemplate(
        `${name}-${message}`,
        { type: templateTypes[message], disabled: false, content: { syntax: "liquid", body } },
        { parent: this, protect, ...before(leftovers?.template) },
      );
    };
    return [template("enrollment"), template("verification")];
  }

  /**
   * A Guardian resource writes its policy before anything else and goes on after a failed call, so this one must not
   * carry the wanted policy. It carries the policy that the tenant has at this moment (a write that changes nothing)
   * and ignores it from then on; `MfaPolicy` sets the wanted one when all else is done.
   */
  private createGuardian(
    name: string,
    phone: auth0.types.input.GuardianPhone,
    opts: pulumi.CustomResourceOptions,
  ): void {
    new auth0.Guardian(
      name,
      { policy: this.policyAtPresent(name), phone },
      { ...opts, parent: this, retainOnDelete: true, ignoreChanges: guardianSettingsBut("phone") },
    );
  }

  /** There is no data source for Guardian; reading it as a resource that is not ours serves as one, in preview too. */
  private policyAtPresent(name: string): pulumi.Output<string> {
    return auth0.Guardian.get(`${name}-at-present`, "tenant", undefined, { parent: this }).policy;
  }
}

function phoneSettings(
  delivery: DeliveryMethod[],
  messages: Messages | undefined,
  sender: FactorSettings | undefined,
): auth0.types.input.GuardianPhone {
  const unified = { enabled: true, messageTypes: delivery };
  if (!sender) return unified;
  return {
    ...unified,
    // Deprecated for unified tenants, and the only way on a legacy one.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    provider: sender.provider,
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    options: {
      ...sender.options,
      ...(messages && {
        enrollmentMessage: messages.enrollment,
        verificationMessage: messages.verification,
      }),
    },
  };
}
