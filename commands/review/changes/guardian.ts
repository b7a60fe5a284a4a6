import { factorLabel, guardianPath, guardianProperties, otherFactorNames } from "../../../mfa/factors.ts";
import type { OtherFactor } from "../../../mfa/factors.ts";
import { policyFromWire, strengthOf } from "../../../mfa/policies.ts";
import { isTakenBack } from "../../../preview/removals.ts";
import type { Step, Values } from "../../../preview/Preview.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Pair, Setting } from "../../../findings/changes/Kind.ts";
import { message } from "./messages.ts";
import { accountSid, origin, sender, deliveryMethodsOf } from "./sending.ts";
import { fromTo, secretSetting } from "../../../findings/changes/tell.ts";
import { policyWord, senderWord, methodWord } from "./terms.ts";
import { textsOf } from "../../../findings/changes/sets.ts";
import { valueAt } from "../../../preview/paths.ts";

/** The tenant's MFA settings that the stack owns: the factor and the policy. */
export const guardian: Kind = {
  noun: (step) => word(nounOf(step)),
  created: (step) => [
    ...otherFactorNames
      .filter((factor) => owns(step, guardianProperties[factor].property))
      .flatMap((factor) => toldFactor(step, factor, settingOf(step.after?.inputs, factor))),
    ...(owns(step, "phone") ? [change(step, "factor-set", "neutral", factorSet(step))] : []),
    ...(owns(step, "policy")
      ? policyChanges(
          { before: "never", after: step.after?.inputs["policy"] },
          step,
          (after) => text`MFA policy: ${policyWord(after)}`,
        )
      : []),
  ],
  deleted: takenBack,
  replaced: (step) => [change(step, "guardian-replaced", "gone", text`${guardian.noun(step)} replaced`)],
  settings: {
    policy: { noun: "MFA policy", tell: (pair, step) => policyChanges(pair, step) },
    "phone.enabled": onOff("phone factor", "factor"),
    "phone.messageTypes": deliveryMethodsOf("factor"),
    "phone.provider": sender,
    "phone.options.sid": accountSid,
    "phone.options.from": origin("phone.options", "number"),
    "phone.options.messagingServiceSid": origin("phone.options", "service"),
    "phone.options.authToken": secretSetting("Twilio Auth Token", "token"),
    "phone.options.enrollmentMessage": message("enrollment message", "legacy"),
    "phone.options.verificationMessage": message("verification message", "legacy"),
    ...Object.fromEntries(
      otherFactorNames.map((factor) => [guardianPath(factor).join("."), otherFactor(factor)]),
    ),
    "push.provider": {
      noun: "sender of push notifications",
      // It appears with the factor, and changes with nothing else.
      tell: (pair, step) =>
        pair.before === undefined || pair.before === "" || pair.after === undefined
          ? []
          : [change(step, "push-provider", "delivery", fromTo("sender of push notifications", pair))],
    },
    "duo.enabled": onOff(`factor ${factorLabel("duo")}`, "other-factor"),
  },
  owns: () => ["policy", "phone", ...otherFactorNames.map((factor) => guardianProperties[factor].property)],
};

const settingOf = (inputs: Values | undefined, factor: OtherFactor): unknown =>
  valueAt(inputs, guardianPath(factor));

function otherFactor(factor: OtherFactor): Setting {
  return {
    noun: `factor ${factorLabel(factor)}`,
    tell: ({ after }, step) => toldFactor(step, factor, after),
  };
}

function toldFactor(step: Step, factor: OtherFactor, isOn: unknown): Change[] {
  const name = word(factorLabel(factor));
  if (isOn === true) return [change(step, "other-factor-on", "neutral", text`factor ${name} turned on`)];
  const wasManaged = step.before?.ignoreChanges.includes(guardianProperties[factor].property) === false;
  const event = wasManaged ? "other-factor-off" : "unmanaged-factor-off";
  return [change(step, event, "weaker", text`factor ${name} turned off`)];
}

/** What the stack resets. The provider's own delete would turn off every factor. */
function takenBack(step: Step): Change[] {
  if (step.before?.retainOnDelete !== true)
    return [
      change(
        step,
        "guardian-deleted",
        "weaker",
        text`MFA policy: Never, and every factor turned off, even one that the stack did not turn on`,
      ),
    ];
  const policy = step.before.outputs["policy"] ?? step.before.inputs["policy"];
  return [
    ...(isTakenBack(step, "policy-removal")
      ? policyChanges({ before: policy, after: "never" }, step)
      : owns(step, "policy")
        ? [change(step, "handed-over", "neutral", text`MFA policy: no longer managed, left unchanged`)]
        : []),
    ...(isTakenBack(step, "factor-removal")
      ? [change(step, "factor-off", "weaker", text`phone factor turned off`)]
      : owns(step, "phone")
        ? [change(step, "handed-over", "neutral", text`phone factor: no longer managed, left unchanged`)]
        : []),
    ...otherFactorNames
      .filter((factor) => owns(step, guardianProperties[factor].property))
      .flatMap((factor) => lettingGo(step, factor)),
  ];
}

/** Another factor is turned off if the stack turned it on and still names it. */
function lettingGo(step: Step, factor: OtherFactor): Change[] {
  if (!step.managed.includes(factor))
    return [
      change(
        step,
        "handed-over",
        "neutral",
        text`factor ${word(factorLabel(factor))}: no longer managed, left unchanged`,
      ),
    ];
  return settingOf(step.before?.inputs, factor) === true ? toldFactor(step, factor, false) : [];
}

/** Which settings change, or which of them the stack owns. */
function nounOf(step: Step): string {
  const changed = new Set(step.paths.map(({ path: [setting] }) => setting));
  const isOnly = (setting: "policy" | "phone", other: "policy" | "phone") =>
    changed.size > 0 ? changed.size === 1 && changed.has(setting) : owns(step, setting) && !owns(step, other);
  if (isOnly("policy", "phone")) return "MFA policy";
  return isOnly("phone", "policy") ? "phone factor" : "MFA settings";
}

/** Settings that a resource ignores are managed elsewhere. */
const owns = ({ after, before }: Step, setting: string): boolean =>
  (after ?? before)?.ignoreChanges.includes(setting) === false;

/** The first setting of the factor, with the sender if the factor holds it. */
function factorSet({ after }: Step) {
  const types = textsOf(valueAt(after?.inputs, ["phone", "messageTypes"])).map(methodWord);
  const sends = valueAt(after?.inputs, ["phone", "provider"]);
  const list = types.flatMap((type, index) => [...word(index === 0 ? "" : " and "), ...type]);
  return typeof sends === "string"
    ? text`phone factor: on, by ${list}, sent by ${senderWord(sends)}`
    : text`phone factor: on, by ${list}`;
}

/** The meaning of a change of policy. */
function policyChanges({ before, after }: Pair, step: Pick<Step, "urn">, says = told): Change[] {
  const [old, now] = [strengthOf(policyIn(before)), strengthOf(policyIn(after))];
  const sentence = says(after, before);
  if (old === undefined || now === undefined) return [change(step, "policy-unknown", "unknown", sentence)];
  const lowered = policyIn(after) === "adaptive" ? "policy-adaptive" : "policy-lowered";
  const event = now < old ? lowered : now > old ? "policy-raised" : "policy-kept";
  return [change(step, event, now < old ? "weaker" : now > old ? "stronger" : "neutral", sentence)];
}

/** A Guardian without a policy means Never. */
const policyIn = (value: unknown) => policyFromWire(typeof value === "string" ? value : "never");

const told = (after: unknown, before: unknown) =>
  text`MFA policy: ${policyWord(before ?? "never")} → ${policyWord(after ?? "never")}`;

function onOff(noun: string, event: "factor" | "other-factor"): Setting {
  return {
    noun,
    tell: ({ after }, step) => [
      change(
        step,
        `${event}-${after === true ? "on" : "off"}`,
        after === true ? "neutral" : "weaker",
        text`${word(noun)} turned ${word(after === true ? "on" : "off")}`,
      ),
    ],
  };
}
