import { expect, test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { harmlessChanges, rehearseHarmless } from "../scenarios/harmlessChanges.ts";
import { rehearsed } from "../support/rehearsal/rehearsed.ts";

test.each(representatives(harmlessChanges))("$name: users sign in throughout", rehearseHarmless);

test("a wrong token: codes are required and never arrive", async () => {
  const { effects, verdict, rehearsal, pictures } = await rehearsed([
    {
      file: "senders/twilio/index.ts",
      from: "credentials: { authToken },",
      to: "credentials: { authToken: accountSid },",
    },
  ]);
  expect(verdict).toBe("may lock users out");
  expect(effects).toEqual([
    expect.objectContaining({
      text: "Users with an enrolled phone and new users can't sign in after the change: they are asked for a code, and no message arrives",
      why: "The carrier: Authenticate",
    }),
  ]);
  expect(effects.every(({ picture }) => picture !== undefined && pictures.includes(picture))).toBe(true);
  expect(
    rehearsal.signIns.filter(({ moment }) => moment === "before").map(({ outcome }) => outcome.kind),
  ).toEqual(["code", "code", "code"]);
});
