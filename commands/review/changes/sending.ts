import { isUnknown } from "../../../preview/marks.ts";
import { readable } from "../../../mfa/phoneNumbers.ts";
import { valueAt } from "../../../preview/paths.ts";
import type { State } from "../../../preview/Preview.ts";
import { plain, text, word } from "../../../findings/words/Text.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Setting } from "../../../findings/changes/Kind.ts";
import { setDifference } from "../../../findings/changes/sets.ts";
import { plainSetting, shown } from "../../../findings/changes/tell.ts";
import { senderWord, methodWord } from "./terms.ts";

// The changes that a unified tenant's phone provider and a legacy tenant's phone factor have in common.

export const sender: Setting = {
  noun: "sender",
  tell: ({ before, after }, step) => [
    change(step, "sender-switched", "delivery", text`sender: ${senderWord(before)} → ${senderWord(after)}`),
  ],
};

export const accountSid = plainSetting("Twilio account", "sender-account", "delivery");

type Place = "configuration" | "phone.options";

/** What messages come from: a number or a Messaging Service. Reported once if both change. */
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
      // The stack's own service is created in the same up: its SID is not yet known, which is not a risk.
      const now = isUnknown(after) ? word("the stack's own Messaging Service") : sendsFrom(after);
      return [
        change(step, "sender-number", "delivery", text`messages come from: ${sendsFrom(before)} → ${now}`),
      ];
    },
  };
}

const sendsFrom = (value: unknown): Text => shown(typeof value === "string" ? readable(value) : value);

const senderMessages = "sender's messages";

/** The delivery methods of `who`. */
export function deliveryMethodsOf(who: "factor" | "sender"): Setting {
  const noun = who === "factor" ? "codes" : senderMessages;
  return {
    noun,
    tell: ({ before, after }, step) => {
      const { added, removed } = setDifference(before, after);
      const told = [
        ...added.map((method) =>
          change(
            step,
            `${who}-method-added`,
            "wider",
            text`${word(noun)} ${word(removed.length > 0 ? "now" : "also")} sent by ${methodWord(method)}`,
          ),
        ),
        ...removed.map((method) =>
          change(
            step,
            `${who}-method-removed`,
            "delivery",
            text`${word(noun)} no longer sent by ${methodWord(method)}`,
          ),
        ),
      ];
      return told.length > 0 ? told : [change(step, "order", "neutral", text`${word(noun)}: order changed`)];
    },
  };
}

const settings = ["sender-account", "sender-number", "token-set", "token-replaced", "token-removed"];
const ofMethods = ["factor-method-added", "factor-method-removed"];

/**
 * A change of sender adds the new one's settings and removes the old one's. Turning on a factor adds its
 * delivery methods. None of these is a change of its own.
 */
export function withoutDetails(changes: readonly Change[]): readonly Change[] {
  const has = (event: string) => changes.some((one) => one.event === event);
  const details = [...(has("sender-switched") ? settings : []), ...(has("factor-on") ? ofMethods : [])];
  return changes.filter(({ event }) => !details.includes(event));
}

/** What the sender delivers changes with the factor. Then only what it means for codes is reported. */
export function withoutEchoes(changes: readonly Change[]): Change[] {
  const ofCodes = new Set(
    changes.filter(({ event }) => ofMethods.includes(event)).map((one) => plain(one.text)),
  );
  return changes.filter(
    (one) => !ofCodes.has(plain(one.text).replace(senderMessages, "codes")) || ofMethods.includes(one.event),
  );
}
