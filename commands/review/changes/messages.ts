import { deliveryMethods, toProviderMethod } from "../../../mfa/deliveryMethods.ts";
import { holdsCode, messageOfTemplate } from "../../../mfa/templates.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Setting } from "../../../findings/changes/Kind.ts";
import type { Step } from "../../../preview/Preview.ts";
import { fromTo } from "../../../findings/changes/tell.ts";
import { methodWord } from "./terms.ts";

/** One message's text. */
export function message(noun: string): Setting {
  return {
    noun,
    tell: (pair, step) => {
      const lacks = typeof pair.after === "string" && pair.after !== "" && !holdsCode(pair.after);
      return [
        change(
          step,
          lacks ? "message-without-code" : "message-changed",
          lacks ? "delivery" : "neutral",
          fromTo(noun, pair),
          {
            group: "messages changed",
          },
        ),
      ];
    },
  };
}

const nouns = { enrollment: "enrollment message", verification: "verification message" } as const;

function nounOf({ before, after }: Step): string {
  const message = messageOfTemplate(after?.inputs["type"] ?? before?.inputs["type"]);
  return message === undefined ? "message" : nouns[message];
}

/**
 * A message of a unified tenant, which has one for SMS and one for voice. The program gives both the same
 * text.
 */
export const template: Kind = {
  noun: (step) => word(nounOf(step)),
  created: (step) => [
    change(step, "message-set", "neutral", text`${word(nounOf(step))} set`, { group: "messages set" }),
    ...bodies(step).filter(({ event }) => event === "message-without-code"),
  ],
  deleted: (step) => [
    change(
      step,
      "message-deleted",
      "neutral",
      text`${word(nounOf(step))} deleted: Auth0's own text is sent from then on`,
    ),
  ],
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
        change(step, "message-sender", "delivery", fromTo(`${nounOf(step)}'s own sender`, pair)),
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
      changes: message(nounOf(step)).tell({ before: old[method], after: now[method] }, step, []),
    }));
  const isSame = old.text === old.voice && now.text === now.voice;
  if (isSame) return told[0]?.changes ?? [];
  return told.flatMap(({ method, changes }) => changes.map((one) => byMethod(one, method)));
}

const byMethod = (one: Change, method: string): Change => ({
  ...one,
  text: text`${one.text} (by ${methodWord(method)})`,
});
