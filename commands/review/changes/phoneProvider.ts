import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Kind } from "../../../findings/changes/Kind.ts";
import { accountSid, origin, sender, deliveryMethodsOf } from "./sending.ts";
import { secretSetting } from "../../../findings/changes/tell.ts";
import { senderWord } from "./terms.ts";

/** The one phone provider of a unified tenant. */
export const phoneProvider: Kind = {
  noun: () => word("sender"),
  created: (step) => [
    change(step, "sender-set", "neutral", text`sender: ${senderWord(step.after?.inputs["name"])}`),
  ],
  deleted: (step) => [
    change(step, "sender-deleted", "gone", text`sender deleted: ${senderWord(step.before?.inputs["name"])}`),
  ],
  replaced: (step) => [change(step, "sender-replaced", "gone", text`sender replaced: missing for a moment`)],
  settings: {
    name: sender,
    "configuration.sid": accountSid,
    "configuration.defaultFrom": origin("configuration", "number"),
    "configuration.mssid": origin("configuration", "service"),
    "configuration.deliveryMethods": deliveryMethodsOf("sender"),
    "credentials.authToken": secretSetting("Twilio Auth Token", "token"),
    disabled: {
      noun: "sender",
      tell: ({ after }, step) => [
        change(
          step,
          after === true ? "sender-disabled" : "sender-enabled",
          "delivery",
          text`sender turned ${word(after === true ? "off" : "on")}`,
        ),
      ],
    },
  },
  owns: () => ["name", "configuration", "credentials", "disabled"],
};
