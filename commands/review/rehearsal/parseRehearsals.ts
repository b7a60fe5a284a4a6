import { z } from "zod";
import { oneLine } from "../../../mfa/oneLine.ts";
import { effectsOf, verdictOf } from "./judge.ts";
import type { Rehearsal } from "./Rehearsal.ts";

/** An Action's error and a page's text can be of any length. */
const longest = 2000;
const text = z.string().max(longest);
const notTried = z.object({ kind: z.literal("not-tried"), because: text });
const pictures = { pictures: z.array(z.object({ page: text, file: text })).optional() };
const signIn = z.object({
  moment: z.enum(["before", "during", "after"]),
  who: z.enum(["enrolled", "new"]),
  call: text.optional(),
  outcome: z.union([
    z.object({ kind: z.enum(["code", "password"]) }),
    z.object({ kind: z.enum(["no-message", "no-code", "refused"]), why: text }),
    notTried,
  ]),
  ...pictures,
});
const check = z.object({
  moment: z.enum(["before", "after"]),
  callback: text,
  outcome: z.union([
    z.object({ kind: z.literal("open") }),
    z.object({ kind: z.literal("refused"), why: text }),
    notTried,
  ]),
  ...pictures,
});
const rehearsal = z.object({
  stack: text,
  fingerprint: text,
  base: text,
  up: z.union([
    z.object({ done: z.literal(true) }),
    z.object({ done: z.literal(false), words: z.array(text) }),
  ]),
  signIns: z.array(signIn),
  callbackChecks: z.array(check),
  assumptions: z.array(text),
});
const file = z.object({ rehearsals: z.array(rehearsal) });

/** Rehearsals as a file for `npm run review`, which takes no longer text. */
export function rehearsalsAsJson(rehearsals: readonly Rehearsal[]): string {
  const judged = rehearsals.map((one) => {
    const effects = effectsOf(one);
    return { ...one, verdict: verdictOf(effects), effects };
  });
  const cut = (_: string, value: unknown): unknown =>
    typeof value === "string" && value.length > longest ? oneLine(value, longest) : value;
  return `${JSON.stringify({ rehearsals: judged }, cut, 2)}\n`;
}

/**
 * Parses the output of `npm run rehearse --json`. The author of the pull request could have forged it, so its
 * verdict is computed again.
 * @returns `undefined` if it is something else
 */
export function parseRehearsals(json: string): Rehearsal[] | undefined {
  try {
    return file.parse(JSON.parse(json)).rehearsals as Rehearsal[];
  } catch {
    return undefined;
  }
}
