import { deliveryMethods, toProviderMethod } from "../../../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../../../mfa/phoneExperience.ts";
import { messageOfTemplate } from "../../../mfa/templates.ts";
import { templateFault } from "../../../mfa/templates/templateFault.ts";
import { holdsSecretMark, isUnknown } from "../../../preview/marks.ts";
import { clause, text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Setting } from "../../../findings/changes/Kind.ts";
import type { Step } from "../../../preview/Preview.ts";
import { fromTo } from "../../../findings/changes/tell.ts";
import { methodWord } from "./terms.ts";

/** One message's text, on a tenant with that phone experience. */
export function message(noun: string, experience: PhoneExperience): Setting {
  return {
    noun,
    tell: (pair, step) => {
      const fault = faultOf(pair.after, experience);
      const told = fromTo(noun, pair);
      const group = { group: "messages changed" };
      return fault === undefined
        ? [change(step, "message-changed", "neutral", told, group)]
        : [
            change(
              step,
              "message-without-code",
              "delivery",
              text`${told}. Problem: it ${clause(fault)}`,
              group,
            ),
          ];
    },
  };
}

/** The fault of a template. A template that a preview does not show can't be judged. */
function faultOf(template: unknown, experience: PhoneExperience): string | undefined {
  const isShown = typeof template === "string" && !holdsSecretMark(template) && !isUnknown(template);
  return isShown && template !== "" ? templateFault(template, experience) : undefined;
}

const nouns = { enrollment: "enrollment message", verification: "verification message" } as const;

function nounOf({ before, after }: Step): string {
  const message = messageOfTemplate(after?.inputs["type"] ?? before?.inputs["type"]);
  return message === undefined ? "message" : nouns[message];
}

/**
 * A message of a unified tenant, which has one text for SMS and one for voice. The program sets the same text
 * for both.
 */
export const template: Kind = {
  noun: (step) => word(nounOf(step)),
  created: (step) => {
    const faults = bodies(step).filter(({ event }) => event === "message-without-code");
    return faults.length > 0
      ? faults
      : [change(step, "message-set", "neutral", text`${word(nounOf(step))} set`, { group: "messages set" })];
  },
  deleted: (step) => [change(step, "message-deleted", "neutral", text`${word(nounOf(step))} deleted`)],
  replaced: (step) => [change(step, "message-replaced", "delivery", text`${word(nounOf(step))} replaced`)],
  settings: {
    "content.body": {
      noun: "text",
      tell: (_, step) => bodies(step),
    },
    disabled: {
      noun: "disabled",
      tell: ({ after }, step) => [
        change(
          step,
          after === true ? "message-disabled" : "message-enabled",
          "delivery",
          text`${word(nounOf(step))} turned ${word(after === true ? "off" : "on")}`,
        ),
      ],
    },
    "content.syntax": {
      noun: "syntax",
      tell: (pair, step) => [
        change(step, "message-changed", "neutral", fromTo(`${nounOf(step)}'s syntax`, pair)),
      ],
    },
    "content.from": {
      noun: "from",
      tell: (pair, step) => [
        change(step, "message-sender", "delivery", fromTo(`${nounOf(step)}'s own sender ID`, pair)),
      ],
    },
  },
};

interface Body {
  text?: unknown;
  voice?: unknown;
}

function bodies(step: Step): Change[] {
  const bodyOf = (state: Step["before"], values: "inputs" | "outputs"): Body =>
    (state?.[values]["content"] as { body?: Body } | undefined)?.body ?? {};
  const old = { ...bodyOf(step.before, "inputs"), ...bodyOf(step.before, "outputs") };
  const now = bodyOf(step.after, "inputs");
  const told = deliveryMethods
    .map(toProviderMethod)
    .filter((method) => old[method] !== now[method])
    .map((method) => ({
      method,
      changes: message(nounOf(step), "unified").tell({ before: old[method], after: now[method] }, step, []),
    }));
  const isSame = old.text === old.voice && now.text === now.voice;
  if (isSame) return told[0]?.changes ?? [];
  return told.flatMap(({ method, changes }) => changes.map((one) => byMethod(one, method)));
}

const byMethod = (one: Change, method: string): Change => ({
  ...one,
  text: text`${one.text} (by ${methodWord(method)})`,
});
