import { readFileSync } from "node:fs";
import type { ActionSender } from "../Sender.ts";

/** Plivo, through an Action. */
export const plivoAction: ActionSender = {
  label: "Plivo",
  code: readFileSync(new URL("./action.cjs", import.meta.url), "utf8"),
  secrets: [
    {
      name: "PLIVO_AUTH_ID",
      key: "plivo:authId",
      what: "Plivo's Auth ID, as the Action has it",
      secret: false,
    },
    {
      name: "PLIVO_AUTH_TOKEN",
      key: "plivo:authToken",
      what: "Plivo's Auth Token, as the Action has it",
      secret: true,
    },
    {
      name: "PLIVO_FROM",
      key: "plivoFrom",
      what: "the number that Plivo sends from, as the Action has it",
      secret: false,
    },
  ],
};
