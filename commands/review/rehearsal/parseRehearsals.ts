import { z } from "zod";
import type { Rehearsal } from "./Rehearsal.ts";

const text = z.string().max(2000);
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
