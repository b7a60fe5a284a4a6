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
      what: "the Plivo Auth ID that the Action uses",
      secret: false,
    },
    {
      name: "PLIVO_AUTH_TOKEN",
      key: "plivo:authToken",
      what: "the Plivo Auth Token that the Action uses",
      secret: true,
    },
    {
      name: "PLIVO_FROM",
      key: "plivoFrom",
      what: "the number that the Action sends from",
      secret: false,
    },
  ],
};
