import { expect } from "vitest";
import type { Edit } from "../support/rehearsal/projectCopy.ts";
import { devStack, rehearsed } from "../support/rehearsal/rehearsed.ts";
import type { Case } from "./cases.ts";

interface HarmlessChange extends Case {
  edits: readonly Edit[];
}

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
    edits: [devStack("sender: twilio", "sender: plivo")],
  },
];

export async function rehearseHarmless({ edits }: HarmlessChange): Promise<void> {
  const { effects, verdict, rehearsal } = await rehearsed(edits);
  expect(effects).toEqual([]);
  expect(verdict).toBe("safe");
  expect(rehearsal.up).toEqual({ done: true });
  for (const moment of ["before", "during", "after"]) {
    const made = rehearsal.signIns.filter((one) => one.moment === moment);
    expect(new Set(made.map(({ who }) => who))).toEqual(new Set(["enrolled", "new"]));
    expect(made.every(({ outcome }) => outcome.kind === "code")).toBe(true);
  }
}
