import { isUnknown } from "../../../preview/marks.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { valueAt } from "../../../preview/paths.ts";
import type { State } from "../../../preview/Preview.ts";
import { text, word } from "../../../findings/words/Text.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Setting } from "../../../findings/changes/Kind.ts";
import { setDifference } from "../../../findings/changes/sets.ts";
import { plainSetting, shown } from "../../../findings/changes/tell.ts";
import { senderWord, methodWord } from "./terms.ts";

// What the phone provider of a unified tenant and the phone factor of a legacy one tell alike.

export const sender: Setting = {
  noun: "sender",
  tell: ({ before, after }, step) => [
    change(step, "sender-switched", "delivery", text`sender: ${senderWord(before)} → ${senderWord(after)}`),
  ],
};

export const accountSid = plainSetting("Twilio account", "sender-account", "delivery");

type Place = "configuration" | "phone.options";

/** What messages come from: a number, or a Messaging Service in its place. Told once where both change. */
export function origin(place: Place, which: "number" | "service"): Setting {
  const [number, service] =
    place === "configuration" ? ["defaultFrom", "mssid"] : ["from", "messagingServiceSid"];
  const at = (state: State | undefined, name = "") =>
    [
      valueAt(state?.outputs, [...place.split("."), name]),
      valueAt(state?.inputs, [...place.split("."), name]),
    ].find((value) => typeof value === "string" && value !== "");
  return {
    noun: "what messages come from",
    mayBeUnknown: true,
    tell: (_, step) => {
      if (which === "number" && at(step.before, service) !== at(step.after, service)) return [];
      const before = at(step.before, service) ?? at(step.before, number);
      const after = at(step.after, service) ?? at(step.after, number);
      // A service of the stack's own is made in the same up: its SID is not known yet, and that is no risk.
      const now = isUnknown(after) ? word("a Messaging Service of the stack's own") : sendsFrom(after);
      return [
        change(step, "sender-number", "delivery", text`messages come from: ${sendsFrom(before)} → ${now}`),
      ];
    },
  };
}

const sendsFrom = (value: unknown): Text => shown(typeof value === "string" ? readable(value) : value);

/** The delivery methods that `who` offers. */
export function deliveryMethodsOf(who: "factor" | "sender"): Setting {
  const noun = who === "factor" ? "codes" : "sender's messages";
  return {
    noun,
    tell: ({ before, after }, step) => {
      const { added, removed } = setDifference(before, after);
      const told = [
        ...added.map((method) =>
          change(step, `${who}-method-added`, "wider", text`${word(noun)} also by ${methodWord(method)}`),
        ),
        ...removed.map((method) =>
          change(
            step,
            `${who}-method-removed`,
            "delivery",
            text`${word(noun)} no longer by ${methodWord(method)}`,
          ),
        ),
      ];
      return told.length > 0
        ? told
        : [change(step, "order", "neutral", text`${word(noun)}: in another order`)];
    },
  };
}

const settings = ["sender-account", "sender-number", "token-set", "token-replaced", "token-removed"];
const ofMethods = ["factor-method-added", "factor-method-removed"];

/**
 * A switch of sender brings that one's settings and drops the other's; a factor that is turned on has its
 * delivery methods. None of them is a change of its own.
 */
export function withoutDetails(changes: readonly Change[]): readonly Change[] {
  const has = (event: string) => changes.some((one) => one.event === event);
  const details = [...(has("sender-switched") ? settings : []), ...(has("factor-on") ? ofMethods : [])];
  return changes.filter(({ event }) => !details.includes(event));
}
