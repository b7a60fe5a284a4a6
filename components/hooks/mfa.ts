import { legacyHook } from "../../mfa/actionSenders.ts";
import { isWeaker, policyFromWire, policyNamed } from "../../mfa/policies.ts";
import type { MfaPolicy } from "../../mfa/policies.ts";
import { guardianProperties, otherFactorNames, phoneFactor } from "../../mfa/factors.ts";
import type { MfaState } from "../../mfa/MfaState.ts";
import { planMfa } from "../../mfa/plan.ts";
import type { DeclaredMfa, Write } from "../../mfa/plan.ts";
import { supportedBy } from "../../mfa/deliveryMethods.ts";
import { readLegacyMessages } from "../../tenant/readers/legacyPhone.ts";
import { carryOut, writesOf } from "./carryOut.ts";
import type { DeclaredPhone, Hook, HookStep, KnownSender, Values } from "./Hook.ts";
import { declaredPhone, isCreation, isFactorOn, memberOf, runAgain } from "./Hook.ts";
import { sendTwilioSettings } from "./legacyTwilio.ts";
import { planned } from "./mfaActions.ts";
import { readPresentMfa } from "./presentMfa.ts";
import type { TenantCalls } from "./TenantCalls.ts";
import { Refused } from "./TenantCalls.ts";

/**
 * Runs before each write of the Guardian. The provider sets the policy first and goes on after a failure. So
 * this hook brings the factor, the delivery methods and the policy to the declared state, in an order that
 * locks nobody out. The provider's own calls then change nothing.
 */
export const mfa: Hook = {
  purpose: "change the tenant's MFA settings",
  consequence: "Users who could sign in still can.",
  fix: runAgain,
  async run(step) {
    const phone = declaredPhone(step.declared);
    const { tenant } = step;
    const { phoneExperience: experience } = step.declared;
    const present = await readPresentMfa(tenant, experience);
    refuseOtherPolicy(step, phone, present);
    const { mfa: declared } = phone;
    const previous = previousOf(step.olds, step.known);
    const planFor = (state: MfaState) => planMfa({ present: state, declared, previous }, experience);
    const writes = writesOf(await planned(step, present, planFor));
    await refuseWithoutCredentials(writes, phone, present);
    const sender = await phone.sender();
    if (experience === "legacy") await bringSettings(tenant, sender, present, step.news);
    await carryOut(isCreation(step) ? withoutLastPolicy(writes) : writes, { tenant, experience, sender });
  },
};

/** A creation writes a policy even if the stack does not manage it: the one that the program has read. */
function refuseOtherPolicy(step: HookStep, { mfa: declared }: DeclaredPhone, present: MfaState): void {
  if (declared.policy !== undefined || !isCreation(step)) return;
  if (policyNamed(String(step.news["policy"])) === present.policy) return;
  throw new Refused(
    "the tenant's MFA policy, which this stack does not manage, changed during this run. Fix: run the command again.",
  );
}

/**
 * A run that excludes the sender, as with `--target`, must not require codes that its credentials can't send.
 */
async function refuseWithoutCredentials(
  writes: readonly Write[],
  phone: DeclaredPhone,
  present: MfaState,
): Promise<void> {
  const rises = writes.some((write) => write.set === "policy" && isWeaker(present.policy, write.policy));
  if (!rises || (await phone.haveCredentialsArrived())) return;
  throw new Refused(
    "the declared credentials of the sender have not reached the tenant, and this change would raise the MFA policy. Fix: run pulumi up without --target.",
  );
}

/**
 * When it creates a Guardian, the provider begins with the policy. An update omits what the provider believes
 * is already written.
 */
const withoutLastPolicy = (writes: readonly Write[]): readonly Write[] =>
  writes.at(-1)?.set === "policy" ? writes.slice(0, -1) : writes;

/**
 * The settings that the provider may believe are written though they never arrived: Twilio's settings and the
 * two texts.
 */
async function bringSettings(
  tenant: TenantCalls,
  sender: KnownSender | undefined,
  { sender: present }: MfaState,
  news: Values,
): Promise<void> {
  if (sender !== undefined && typeof present === "object" && present.kind === "twilio" && !sender.action)
    await sendTwilioSettings(tenant, sender);
  const options = memberOf(news["phone"], "options");
  const wanted = {
    enrollment: memberOf(options, "enrollmentMessage"),
    verification: memberOf(options, "verificationMessage"),
  };
  if (wanted.enrollment === undefined && wanted.verification === undefined) return;
  const messages = await readLegacyMessages(tenant);
  if (messages.enrollment === wanted.enrollment && messages.verification === wanted.verification) return;
  const body = { enrollment_message: wanted.enrollment, verification_message: wanted.verification };
  await tenant.write({ method: "PUT", path: "/guardian/factors/sms/templates", body }, "message texts sent");
}

/**
 * What the stack has declared so far, including by an `up` that failed: the inputs of the last successful
 * one, and the provider's outputs.
 */
export function previousOf(olds: Values, known: Values): DeclaredMfa | undefined {
  if (isCreation({ olds })) return undefined;
  const [before, held] = [olds, known].map(({ policy }) => policyFromWire(policy));
  const methods = memberOf(olds["phone"], "messageTypes");
  return {
    policy: stronger(before, held),
    factors: factorsOf(olds, known),
    deliveryMethods: Array.isArray(methods) ? methods.map(String) : undefined,
    sender: senderOf(memberOf(olds["phone"], "provider")),
  };
}

/**
 * The factors that have been declared, and whether each was on, according to the declaration or the tenant.
 */
function factorsOf(olds: Values, known: Values): Record<string, boolean> {
  const properties = [
    [phoneFactor, "phone"] as const,
    ...otherFactorNames.map((factor) => [factor, guardianProperties[factor].property] as const),
  ];
  return Object.fromEntries(
    properties
      .filter(([, property]) => olds[property] !== undefined)
      .map(([factor, property]) => [factor, isFactorOn(olds[property]) || isFactorOn(known[property])]),
  );
}

const stronger = (one: MfaPolicy | undefined, other: MfaPolicy | undefined): MfaPolicy | undefined =>
  isWeaker(one, other) ? other : one;

/** The sender of a legacy tenant, which is part of its factor. */
function senderOf(provider: unknown): DeclaredMfa["sender"] {
  if (provider !== "twilio" && provider !== legacyHook) return undefined;
  const kind = provider === "twilio" ? "twilio" : "action";
  return { kind, deliveryMethods: supportedBy[kind], supports: supportedBy[kind] };
}
