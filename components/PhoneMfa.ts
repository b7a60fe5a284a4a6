import { isDeepStrictEqual } from "node:util";
import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { fromProviderMethod, supportedBy } from "../mfa/deliveryMethods.ts";
import type { DeliveryMethod } from "../mfa/deliveryMethods.ts";
import { guardianProperties, phoneFactor } from "../mfa/factors.ts";
import type { OtherFactor } from "../mfa/factors.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { DeclaredSender as PlannedSender } from "../mfa/plan.ts";
import { policyToWire } from "../mfa/policies.ts";
import type { MfaPolicy } from "../mfa/policies.ts";
import type { MessageName, Messages } from "../mfa/templates.ts";
import { templateTypes } from "../mfa/templates.ts";
import { triggers } from "../senders/action.ts";
import { credentialsOf, declareSender } from "../senders/index.ts";
import type { SenderArgs } from "../senders/index.ts";
import type { AccountFault, ActionArgs, DeclaredSender } from "../senders/Sender.ts";
import type { Auth0Tenant } from "./Auth0Tenant.ts";
import { fingerprintOf, hashOf } from "./fingerprint.ts";
import { guardianSettingsBut } from "./guardianSettings.ts";
import type { KnownSender } from "./hooks/Hook.ts";
import type { HookName } from "./hooks/index.ts";
import { plainValue } from "./hooks/plainValue.ts";
import { slotOf } from "./hooks/StackHooks.ts";

/** A part that is undefined is not declared and stays unchanged on the tenant. */
export interface PhoneMfaArgs {
  tenant: Auth0Tenant;
  sender: SenderArgs | undefined;
  /** Why the sender's account can't send as declared. Called when the sender is about to change. */
  accountFault?: AccountFault | undefined;
  /** The delivery methods of the sender and the factor. */
  delivery: DeliveryMethod[];
  /** Whether the phone factor is declared. */
  factor: boolean;
  /** Whether each other factor is on. A factor that is not named stays unchanged on the tenant. */
  otherFactors?: Readonly<Partial<Record<OtherFactor, boolean>>> | undefined;
  messages: Messages | undefined;
  policy: MfaPolicy | undefined;
  /**
   * Whether the tenant's MFA settings are protected from deletion. This is not Pulumi's option of that name:
   * Pulumi would pass it on to each resource, and a protected Action could not be replaced by another sender.
   */
  protect: boolean;
}

/**
 * A tenant's phone MFA: how messages are sent, what they say, and when users must enter a code. Its hooks
 * make sure that no write, and no failed write, locks users out, regardless of the order that the provider
 * uses for its calls.
 *
 * Anything that a tenant has only one of keeps one URN through every change of configuration. With two
 * resources for one phone provider, removing the old one would delete what the new one has adopted
 * (docs/decisions/0003).
 */
export class PhoneMfa extends pulumi.ComponentResource {
  private readonly args: PhoneMfaArgs;

  constructor(name: string, args: PhoneMfaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:PhoneMfa", name, {}, opts);
    this.args = args;
    const { messages } = args;
    const { phoneExperience: experience } = args.tenant;

    const sender = args.sender && declareSender(args.sender, args.delivery, experience);
    const sending = sender === undefined ? [] : this.declareSending(sender);
    const credentials = sender && this.recordCredentials(sender, sending);
    this.declareToHooks(sender, credentials);
    const templates = messages && experience === "unified" ? this.declareTemplates(messages) : [];
    if (this.ownedSettings().length > 0) {
      const before = [...sending, ...(credentials ? [credentials.stash] : []), ...templates];
      this.declareGuardian(sender, before);
    }
    this.registerOutputs({});
  }

  /** What the factor depends on: the provider, or an Action in the flow of a legacy tenant. */
  private declareSending(sender: DeclaredSender): pulumi.Resource[] {
    const action = sender.action && this.declareAction(sender.action);
    if (this.args.tenant.phoneExperience === "unified") return [this.declareProvider(sender, action)];
    return action === undefined ? [] : [this.bindAction(action)];
  }

  private declareAction(wanted: ActionArgs): auth0.Action {
    const { tenant } = this.args;
    // Named by its trigger, which an Action can't change: the other phone experience needs another Action.
    return tenant.own(
      this,
      // Never protected, because switching to another sender deletes it.
      {
        protect: false,
        before: ["same-experience", ...this.accountCheck()],
        beforeCreate: ["new-action"],
        removal: ["action-removal"],
      },
      (options) => new auth0.Action(triggers[tenant.phoneExperience].id, wanted, options),
    );
  }

  private declareProvider(
    { provider }: DeclaredSender,
    action: auth0.Action | undefined,
  ): auth0.PhoneProvider {
    const { tenant, protect } = this.args;
    const dependsOn = action === undefined ? [] : [action];
    return tenant.own(
      this,
      {
        protect,
        slot: slotOf("PhoneProvider", {}),
        before: ["same-experience", ...(action === undefined ? this.accountCheck() : []), "sender"],
        removal: ["mfa-by-action", "sender-removal"],
      },
      (options) => new auth0.PhoneProvider("sender", provider, pulumi.mergeOptions(options, { dependsOn })),
    );
  }

  /**
   * `custom-phone-provider` needs no binding; `send-phone-message` does, and other Actions of the flow stay
   * bound.
   */
  private bindAction(action: auth0.Action): auth0.TriggerAction {
    const trigger = triggers.legacy.id;
    return this.args.tenant.own(
      this,
      {
        protect: false,
        slot: slotOf("TriggerAction", {}),
        before: ["binding"],
        removal: ["binding-removal"],
      },
      (options) =>
        new auth0.TriggerAction(trigger, { trigger, actionId: action.id, displayName: action.name }, options),
    );
  }

  /** Credentials that Auth0 never returns are recorded as a fingerprint once they have arrived. */
  private recordCredentials(
    sender: DeclaredSender,
    sending: readonly pulumi.Resource[],
  ): { stash: pulumi.Stash; current: pulumi.Output<object> } | undefined {
    const { tenant } = this.args;
    // A legacy tenant returns Twilio's settings.
    if (tenant.phoneExperience === "legacy" && sender.action === undefined) return undefined;
    const { action } = sender;
    const current = pulumi.secret(
      pulumi.all([credentialsOf(sender), tenant.ownershipTag]).apply(async ([known, tag]) => ({
        credentials: await fingerprintOf(known, tag),
        ...(action && { deployment: hashOf(action.code) }),
      })),
    );
    const stash = tenant.own(
      this,
      { protect: false, before: ["credentials"], removal: [] },
      (options) =>
        new pulumi.Stash(
          "sender-credentials",
          { input: current },
          pulumi.mergeOptions(options, { dependsOn: [...sending], retainOnDelete: false }),
        ),
    );
    return { stash, current };
  }

  private declareToHooks(
    sender: DeclaredSender | undefined,
    credentials: ReturnType<PhoneMfa["recordCredentials"]>,
  ): void {
    const { tenant, delivery, factor, otherFactors, policy, accountFault } = this.args;
    tenant.declarePhone({
      mfa: {
        policy,
        factors: { ...(factor && { [phoneFactor]: true }), ...otherFactors },
        deliveryMethods: factor ? delivery : undefined,
        sender: sender && plannedSender(sender, tenant.phoneExperience),
      },
      sender: async () => (await plainValue(sender)) as KnownSender | undefined,
      haveCredentialsArrived: async () =>
        credentials === undefined ||
        isDeepStrictEqual(await plainValue(credentials.stash.input), await plainValue(credentials.current)),
      accountFault: async () => accountFault?.(),
    });
  }

  private declareTemplates(messages: Messages): auth0.PhoneNotificationTemplate[] {
    const { tenant, protect } = this.args;
    const declare = (message: MessageName) => {
      const body = { text: messages[message], voice: messages[message] };
      const args = {
        type: templateTypes[message],
        disabled: false,
        content: { syntax: "liquid", body },
      };
      return tenant.own(
        this,
        {
          protect,
          before: ["same-experience"],
          beforeCreate: ["new-template"],
          removal: ["template-removal"],
        },
        (options) => new auth0.PhoneNotificationTemplate(message, args, options),
      );
    };
    return [declare("enrollment"), declare("verification")];
  }

  /**
   * Factors, delivery methods and policy. Settings that are not declared are ignored; otherwise they would
   * count as off.
   */
  private declareGuardian(sender: DeclaredSender | undefined, dependsOn: pulumi.Resource[]): void {
    const { tenant, factor, otherFactors = {}, policy, protect } = this.args;
    const removal: HookName[] = [
      "mfa-by-action",
      ...(policy === undefined ? [] : (["policy-removal"] as const)),
      ...(Object.keys(otherFactors).length === 0 ? [] : (["other-factors-removal"] as const)),
      ...(factor ? (["factor-removal"] as const) : []),
    ];
    const args = {
      policy: policy === undefined ? tenant.presentPolicy() : policyToWire(policy),
      ...(factor && { phone: this.phoneSettings(sender) }),
      ...otherFactorSettings(otherFactors),
    };
    const own = { dependsOn, ignoreChanges: guardianSettingsBut(this.ownedSettings()) };
    const sendsByFactor = tenant.phoneExperience === "legacy" && sender?.action === undefined;
    const legacyChecks = sendsByFactor ? this.accountCheck() : [];
    tenant.own(
      this,
      {
        protect,
        slot: slotOf("Guardian", {}),
        before: ["same-experience", "mfa-by-action", ...this.codesCheck(), ...legacyChecks, "mfa"],
        removal,
      },
      (options) => new auth0.Guardian("mfa", args, pulumi.mergeOptions(options, own)),
    );
  }

  /** The Guardian's settings that are declared. */
  private ownedSettings(): (keyof auth0.GuardianArgs)[] {
    const { factor, otherFactors = {}, policy } = this.args;
    return [
      ...(policy === undefined ? [] : (["policy"] as const)),
      ...(factor ? (["phone"] as const) : []),
      ...(Object.keys(otherFactorSettings(otherFactors)) as (keyof auth0.GuardianArgs)[]),
    ];
  }

  private phoneSettings(sender: DeclaredSender | undefined): auth0.types.input.GuardianPhone {
    const { delivery, messages, tenant } = this.args;
    const unified = { enabled: true, messageTypes: delivery };
    if (tenant.phoneExperience === "unified" || sender === undefined) return unified;
    return {
      ...unified,
      // Deprecated for unified tenants, but a legacy tenant has no alternative.
      // oxlint-disable-next-line typescript/no-deprecated
      provider: sender.factor.provider,
      // oxlint-disable-next-line typescript/no-deprecated
      options: {
        ...sender.factor.options,
        ...(messages && {
          enrollmentMessage: messages.enrollment,
          verificationMessage: messages.verification,
        }),
      },
    };
  }

  /** The check of the sender's account, before the resource that holds its credentials changes. */
  private accountCheck(): HookName[] {
    return this.args.accountFault === undefined ? [] : ["account"];
  }

  /**
   * Whether settings that are managed elsewhere are checked before the policy requires a code, or before a
   * factor that needs another one is turned on.
   */
  private codesCheck(): HookName[] {
    const { sender, factor, otherFactors = {}, policy } = this.args;
    const isRequired = policy !== undefined && policy !== "never";
    const needsFactor = Object.values(otherFactors).includes(true);
    const needsProvider = otherFactors["push-notification"] === true;
    return (isRequired && !(sender && factor)) || (needsFactor && !factor) || needsProvider
      ? ["codes-can-arrive"]
      : [];
  }
}

/** The other factors, in a Guardian's form. */
function otherFactorSettings(
  factors: NonNullable<PhoneMfaArgs["otherFactors"]>,
): Omit<auth0.GuardianArgs, "policy" | "phone"> {
  const settings = Object.entries(factors).map(([factor, enabled]) => {
    const { property, isObject } = guardianProperties[factor as OtherFactor];
    // Auth0 does not turn on push notifications without their provider.
    const provider = property === "push" && enabled && { provider: "guardian" };
    return [property, isObject ? { enabled, ...provider } : enabled] as const;
  });
  return Object.fromEntries(settings);
}

/**
 * A sender for the plan: its delivery methods. On a legacy tenant, it has all methods that its kind supports.
 */
function plannedSender({ action, provider }: DeclaredSender, experience: PhoneExperience): PlannedSender {
  const kind = action === undefined ? "twilio" : "action";
  const supports = supportedBy[kind];
  const declared = provider.configuration.deliveryMethods.map(fromProviderMethod);
  return { kind, supports, deliveryMethods: experience === "unified" ? declared : supports };
}
