import { isUnknown } from "../preview/marks.ts";
import { text, word } from "../words/Text.ts";
import { change } from "./Change.ts";
import type { Change } from "./Change.ts";
import type { Setting } from "./Kind.ts";
import { setDifference } from "./sets.ts";
import { fromTo, plainSetting } from "./tell.ts";
import { senderWord, wayWord } from "./terms.ts";

// What the phone provider of a unified tenant and the phone factor of a legacy one tell alike.

export const sender: Setting = {
  noun: "sender",
  tell: ({ before, after }, step) => [
    change(step, "sender-switched", "delivery", text`sender: ${senderWord(before)} → ${senderWord(after)}`),
  ],
};

export const accountSid = plainSetting("Twilio account", "sender-account", "delivery");

export const fromNumber = plainSetting("number that messages come from", "sender-number", "delivery");

/** A service of the stack's own is made in the same `up`: its SID is not known yet, and that is no danger. */
export const messagingService: Setting = {
  noun: "Twilio Messaging Service",
  mayBeUnknown: true,
  tell: (pair, step) => [
    change(
      step,
      "sender-number",
      "delivery",
      isUnknown(pair.after)
        ? text`Twilio Messaging Service: the stack's own`
        : fromTo("Twilio Messaging Service", pair),
    ),
  ],
};

/** The ways that codes reach users; `who` offers them. */
export function ways(who: "factor" | "sender"): Setting {
  const noun = who === "factor" ? "codes" : "sender's messages";
  return {
    noun,
    tell: ({ before, after }, step) => {
      const { added, removed } = setDifference(before, after);
      const told = [
        ...added.map((way) =>
          change(step, `${who}-way-added`, "wider", text`${word(noun)} also by ${wayWord(way)}`),
        ),
        ...removed.map((way) =>
          change(step, `${who}-way-removed`, "delivery", text`${word(noun)} no longer by ${wayWord(way)}`),
        ),
      ];
      return told.length > 0
        ? told
        : [change(step, "order", "neutral", text`${word(noun)}: in another order`)];
    },
  };
}

const details = ["sender-account", "sender-number", "token-set", "token-replaced", "token-removed"];

/** A switch of sender brings that one's settings, and drops the other's: none of them is a change of its own. */
export function withinSwitch(changes: readonly Change[]): readonly Change[] {
  return changes.some(({ event }) => event === "sender-switched")
    ? changes.filter(({ event }) => !details.includes(event))
    : changes;
}
