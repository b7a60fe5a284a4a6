import type { Input } from "@pulumi/pulumi";
import { credentialKeys } from "../account/credentialKeys.ts";
import { declareAction } from "../action.ts";
import type { Sender } from "../Sender.ts";
import { plivoAction } from "./action.ts";
import type { PlivoSettings } from "./settings.ts";
import { readPlivo } from "./settings.ts";

/** Plivo as the sender: an Auth0 Action sends the messages. */
export interface PlivoSender {
  kind: "plivo";
  /** `MA` (main account) or `SA` (sub-account) and 18 more. */
  authId: Input<string>;
  /** Must be a secret. */
  authToken: Input<string>;
  /** The number that messages come from, E.164. */
  from: Input<string>;
}

export const plivo: Sender<PlivoSettings, PlivoSender> = {
  label: plivoAction.label,
  account: { ...credentialKeys.Plivo, number: "plivoFrom" },
  keys: ["plivoFrom"],
  readSettings: readPlivo,
  action: plivoAction,
  accountFault: (sender, _delivery, where) => async () => {
    const { plivoFault } = await import("./accountFault.ts");
    return plivoFault({ sender, ...where });
  },
  declare: ({ authId, authToken, from }, _delivery, experience) =>
    declareAction(
      plivoAction,
      { PLIVO_AUTH_ID: authId, PLIVO_AUTH_TOKEN: authToken, PLIVO_FROM: from },
      experience,
    ),
};
