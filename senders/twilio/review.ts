import type { Step } from "../../preview/Preview.ts";
import { printable } from "../../findings/words/printable.ts";
import { readable } from "../../mfa/phoneNumbers.ts";
import { text, word } from "../../findings/words/Text.ts";
import { change } from "../../findings/changes/Change.ts";
import type { Kind } from "../../findings/changes/Kind.ts";
import { plainSetting } from "../../findings/changes/tell.ts";

/** The resources of a number are named after it. */
const numberOf = ({ name }: Step): string => printable(readable(name));

const messagingService: Kind = {
  noun: () => word("Twilio Messaging Service"),
  created: (step) => [change(step, "service-created", "neutral", text`Twilio Messaging Service created`)],
  deleted: (step) => [change(step, "service-deleted", "gone", text`Twilio Messaging Service deleted`)],
  replaced: (step) => [change(step, "service-replaced", "gone", text`Twilio Messaging Service replaced`)],
  settings: { friendlyName: plainSetting("Messaging Service's name", "service-name", "neutral") },
};

/** A number in the Messaging Service. */
const attachment: Kind = {
  noun: (step) => text`Messaging Service's number ${numberOf(step)}`,
  verbs: { created: "attached", deleted: "removed" },
  created: (step) => [
    change(step, "number-attached", "neutral", text`number attached: ${numberOf(step)}`, {
      group: "numbers attached",
    }),
  ],
  deleted: (step) => [
    change(
      step,
      "number-detached",
      "delivery",
      text`number removed from the Messaging Service: ${numberOf(step)}`,
      {
        group: "numbers removed from the Messaging Service",
      },
    ),
  ],
  replaced: (step) => [
    change(step, "number-reattached", "delivery", text`number attached again: ${numberOf(step)}`),
  ],
  settings: {},
};

/** A number that the stack bought. */
const phoneNumber: Kind = {
  noun: (step) => text`number ${numberOf(step)}`,
  verbs: { created: "bought", deleted: "released" },
  created: (step) => [
    change(step, "number-bought", "neutral", text`number bought: ${numberOf(step)}`, {
      group: "numbers bought",
    }),
  ],
  deleted: (step) => [
    change(
      step,
      "number-released",
      "weaker",
      text`number released; anyone can buy it now: ${numberOf(step)}`,
      {
        group: "numbers released",
      },
    ),
  ],
  released: (step) => [
    change(
      step,
      "number-given-up",
      "gone",
      text`number removed from the stack, not released: ${numberOf(step)}`,
      {
        group: "numbers removed, not released",
      },
    ),
  ],
  replaced: (step) => [change(step, "number-replaced", "gone", text`number replaced: ${numberOf(step)}`)],
  settings: {},
  owns: () => ["phoneNumber"],
};

/** The Twilio resources that a stack can have. */
export const twilioKinds: Readonly<Record<string, Kind>> = {
  "twilio:index/messagingService:MessagingService": messagingService,
  "twilio:index/messagingPhoneNumber:MessagingPhoneNumber": attachment,
  "twilio:index/phoneNumber:PhoneNumber": phoneNumber,
};
