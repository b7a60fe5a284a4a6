import { policyFromWire, strengthOf } from "../../../mfa/policies.ts";
import { isTornDown } from "../../../preview/ownResource.ts";
import type { Step } from "../../../preview/Preview.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Pair, Setting } from "../../../findings/changes/Kind.ts";
import { message } from "./messages.ts";
import { accountSid, origin, sender, ways } from "./sending.ts";
import { secretSetting } from "../../../findings/changes/tell.ts";
import { policyWord, senderWord, methodWord } from "./terms.ts";
import { textsOf } from "../../../findings/changes/sets.ts";
import { valueAt } from "../../../preview/paths.ts";

/** The tenant's MFA settings, of which the program has two resources: one owns the factor, the other the policy. */
export const guardian: Kind = {
  noun: (step) => word(isPolicy(step) ? "MFA policy" : "phone factor"),
  created: (step) =>
    isPolicy(step)
      ? policyChanges(
          { before: "never", after: step.after?.inputs["policy"] },
          step,
          (after) => text`MFA policy: ${policyWord(after)}`,
        )
      : [change(step, "factor-set", "neutral", factorSet(step))],
  deleted: letGo,
  replaced: (step) => [change(step, "guardian-replaced", "gone", text`${guardian.noun(step)} replaced`)],
  settings: {
    policy: { noun: "MFA policy", tell: (pair, step) => policyChanges(pair, step) },
    "phone.enabled": onOff("phone factor", "factor"),
    "phone.messageTypes": ways("factor"),
    "phone.provider": sender,
    "phone.options.sid": accountSid,
    "phone.options.from": origin("phone.options", "number"),
    "phone.options.messagingServiceSid": origin("phone.options", "service"),
    "phone.options.authToken": secretSetting("Twilio auth token", "token"),
    "phone.options.enrollmentMessage": message("enrolment message"),
    "phone.options.verificationMessage": message("verification message"),
    email: onOff("factor email", "other-factor"),
    otp: onOff("factor one-time password", "other-factor"),
    recoveryCode: onOff("factor recovery code", "other-factor"),
    "webauthnRoaming.enabled": onOff("factor security keys", "other-factor"),
    "webauthnPlatform.enabled": onOff("factor device biometrics", "other-factor"),
    "duo.enabled": onOff("factor Duo", "other-factor"),
    "push.enabled": onOff("factor push notification", "other-factor"),
  },
  owns: (step) => (isPolicy(step) ? ["policy"] : ["phone"]),
};

/** The stack drops one: the helper beside it takes back what it set. The provider's own delete would turn off every factor. */
function letGo(step: Step, all: readonly Step[]): Change[] {
  if (step.before?.retainOnDelete !== true)
    return [
      change(
        step,
        "guardian-deleted",
        "weaker",
        text`MFA policy: Never, and every factor turned off, whoever turned it on`,
      ),
    ];
  if (!isTornDown(all, isPolicy(step) ? "policy" : "factor"))
    return [
      change(
        step,
        "guardian-released",
        "neutral",
        text`${guardian.noun(step)} left as it is, no longer managed`,
      ),
    ];
  return isPolicy(step)
    ? policyChanges(
        { before: step.before.outputs["policy"] ?? step.before.inputs["policy"], after: "never" },
        step,
      )
    : [change(step, "factor-off", "weaker", text`phone factor turned off`)];
}

const isPolicy = ({ name }: Pick<Step, "name">): boolean => name === "policy";

/** The factor's first setting, with the sender where the factor holds it. */
function factorSet({ after }: Step) {
  const types = textsOf(valueAt(after?.inputs, ["phone", "messageTypes"])).map(methodWord);
  const sends = valueAt(after?.inputs, ["phone", "provider"]);
  const list = types.flatMap((way, index) => [...word(index === 0 ? "" : " and "), ...way]);
  return typeof sends === "string"
    ? text`phone factor: on, by ${list}, sent by ${senderWord(sends)}`
    : text`phone factor: on, by ${list}`;
}

/** What a policy that becomes another means. */
function policyChanges({ before, after }: Pair, step: Pick<Step, "urn">, says = told): Change[] {
  const [old, now] = [strengthOf(policyIn(before)), strengthOf(policyIn(after))];
  const sentence = says(after, before);
  if (old === undefined || now === undefined) return [change(step, "policy-unknown", "unknown", sentence)];
  const event = now < old ? "policy-lowered" : now > old ? "policy-raised" : "policy-kept";
  return [change(step, event, now < old ? "weaker" : now > old ? "stronger" : "neutral", sentence)];
}

/** A Guardian without a policy has Never. */
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
