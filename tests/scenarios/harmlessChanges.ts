import { expect } from "vitest";
import type { Edit } from "../support/rehearsal/projectCopy.ts";
import { devStack, plivo, rehearsed } from "../support/rehearsal/rehearsed.ts";
import type { Case } from "./cases.ts";

interface HarmlessChange extends Case {
  /** The current state's content, in place of the project's own files. */
  base?: readonly Edit[];
  edits: readonly Edit[];
  /** The assumptions that the rehearsal must state. */
  assumptions?: readonly string[];
}

const plivoWithNumber = devStack(
  "sender: twilio",
  "sender: plivo\n  plivo:authId: MA000000000000000000\n  auth0-phone-mfa:plivoFrom: '+14155552671'",
);

/** Changes in which users sign in throughout. */
export const harmlessChanges: readonly HarmlessChange[] = [
  {
    name: "a new name, and an address more",
    edits: [
      devStack("Twilio MFA Test", "Shop"),
      devStack("callbackUrls:\n", "callbackUrls:\n    - https://shop.example.com/callback\n"),
    ],
  },
  {
    name: "another text",
    edits: [devStack("config:\n", "config:\n  auth0-phone-mfa:verificationMessage: 'Your code: {{code}}'\n")],
  },
  {
    name: "another sender",
    standsFor: "a change of what sends the codes",
    edits: [plivo],
  },
  {
    name: "another sender, with its account and number in the file",
    standsFor: "a number that only the owner's account has",
    edits: [plivoWithNumber],
    assumptions: [
      "the ID and token of your Plivo account are correct",
      "+1 415 555 2671 belongs to your Plivo account",
    ],
  },
  {
    name: "another number of Plivo's",
    base: [plivoWithNumber],
    edits: [devStack("+14155552671", "+14155552672")],
    assumptions: ["+1 415 555 2672 belongs to your Plivo account"],
  },
  {
    name: "another number of Twilio's",
    base: [devStack("config:\n", "config:\n  auth0-phone-mfa:twilioFrom: '+14155552671'\n")],
    edits: [devStack("+14155552671", "+14155552672")],
    assumptions: ["+1 415 555 2672 belongs to your Twilio account"],
  },
];

export async function rehearseHarmless({ base, edits, assumptions }: HarmlessChange): Promise<void> {
  const { effects, verdict, rehearsal } = await rehearsed(edits, base);
  expect(effects).toEqual([]);
  expect(verdict).toBe("safe");
  expect(rehearsal.up).toEqual({ done: true });
  if (assumptions) expect(rehearsal.assumptions).toEqual(assumptions);
  for (const moment of ["before", "during", "after"]) {
    const made = rehearsal.signIns.filter((one) => one.moment === moment);
    expect(new Set(made.map(({ who }) => who))).toEqual(new Set(["enrolled", "new"]));
    expect(made.every(({ outcome }) => outcome.kind === "code")).toBe(true);
  }
}
