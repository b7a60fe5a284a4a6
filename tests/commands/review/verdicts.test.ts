import { afterAll, expect, test } from "vitest";
import { assumptionsOf } from "../../../commands/rehearse/assumptions.ts";
import { rehearsedConfiguration } from "../../../commands/rehearse/configuration.ts";
import { isAtLeast, isJudged } from "../../../commands/review/risks/Verdict.ts";
import type { ReviewVerdict, Verdict } from "../../../commands/review/risks/Verdict.ts";
import { effectsOf } from "../../../commands/review/rehearsal/judge.ts";
import type { Moment, Outcome, Rehearsal, Who } from "../../../commands/review/rehearsal/Rehearsal.ts";
import { withRehearsals } from "../../../commands/review/rehearsal/withRehearsals.ts";
import { lockOutsIn, requiresMfa } from "../../../mfa/MfaState.ts";
import { mfaStateOf } from "../../../preview/mfaState.ts";
import type { Step } from "../../../preview/Preview.ts";
import { plain } from "../../../findings/words/Text.ts";
import { sendersInCommands } from "../../../senders/commands.ts";
import { senderNames, senders } from "../../../senders/index.ts";
import { ownKeys } from "../../../settings/keys.ts";
import { rehearsalOf } from "../../support/rehearsal/rehearsalOf.ts";
import { declaredPreview } from "../../support/review/declaredPreview.ts";
import { harmful, harmless, stacks, valuesOf } from "../../support/review/stacks.ts";
import type { Edit, Stack } from "../../support/review/stacks.ts";
import { remove, review, update } from "./fixture.ts";
import { fc } from "./property.ts";

const keysMet = new Set<string>();

/** How a sign-in ends on the tenant that the steps describe, before or after them. */
function outcomeOf(steps: readonly Step[], side: "before" | "after"): Outcome {
  const state = mfaStateOf(steps, side);
  const [obstacle] = lockOutsIn(state);
  if (obstacle) return { kind: "no-message", why: obstacle.cause };
  return { kind: requiresMfa(state) ? "code" : "password" };
}

/** A rehearsal of a change, derived from its steps. */
function derivedRehearsal(steps: readonly Step[], assumptions: string[] = []): Rehearsal {
  const signIns = (["before", "after"] as const).flatMap((moment: Exclude<Moment, "during">) =>
    (["enrolled", "new"] as const).map((who: Who) => ({ moment, who, outcome: outcomeOf(steps, moment) })),
  );
  return rehearsalOf(signIns, assumptions);
}

/** The one verdict on a change of a stack, and what its rehearsal says. */
async function judged(
  before: Stack,
  after: Stack,
): Promise<{ verdict: ReviewVerdict; why: string[]; effects: string[] }> {
  for (const key of [...Object.keys(before), ...Object.keys(after)])
    if (after[key] !== undefined || before[key] !== undefined) keysMet.add(key);
  const steps = await declaredPreview(valuesOf(before), valuesOf(after));
  const rehearsal = derivedRehearsal(steps, assumptionsOf(before, after));
  const [whole] = withRehearsals([review(steps)], [rehearsal]);
  return {
    verdict: whole?.verdict ?? "unknown",
    why: (whole?.changes ?? []).map(({ text }) => plain(text)),
    effects: effectsOf(rehearsal).map(({ verdict }) => verdict),
  };
}

/** A stack that the change is one of, and the stack with it. */
const changedBy = (edit: Edit): fc.Arbitrary<[Stack, Stack]> =>
  stacks
    .map((stack): [Stack, Stack | undefined] => [stack, edit(stack)])
    .filter((pair): pair is [Stack, Stack] => pair[1] !== undefined);

/** A run of the program takes long, so each test run uses one stack per change, a different one each time. */
const runs = { numRuns: 1, endOnFailure: true };

test.each(Object.entries(harmless))("%s: no false alarm", async (_name, edit) => {
  await fc.assert(
    fc.asyncProperty(changedBy(edit), async ([before, after]) => {
      const { verdict, why, effects } = await judged(before, after);
      expect({ verdict: ["safe", "needs attention"].includes(verdict) ? "fine" : verdict, why }).toEqual({
        verdict: "fine",
        why,
      });
      expect(why).not.toEqual([]);
      expect(effects.filter((one) => isAtLeast(one as Verdict, "weakens security"))).toEqual([]);
    }),
    runs,
  );
});

test.each(Object.entries(harmful))("%s: reported", async (_name, { edit, verdict: least }) => {
  await fc.assert(
    fc.asyncProperty(changedBy(edit), async ([before, after]) => {
      const { verdict, why } = await judged(before, after);
      expect({ isSaid: isJudged(verdict) && isAtLeast(verdict, least), why }).toEqual({
        isSaid: true,
        why,
      });
    }),
    runs,
  );
});

/** Something that no configuration can cause: the program itself was changed. */
const ofTheProgram: Readonly<Record<string, (steps: Step[]) => Step[]>> = {
  "the sender is gone": (steps) =>
    steps.flatMap((one) => (one.kind === "PhoneProvider" ? remove([one], one.kind, one.name) : [one])),
  "the factor is off": (steps) =>
    update(steps, "Guardian", "mfa", ["phone.enabled"], (inputs) => {
      inputs["phone"] = { ...(inputs["phone"] as object), enabled: false };
    }),
};

test.each(Object.entries(ofTheProgram))(
  "%s: the review and the rehearsal report a lockout",
  async (_name, edit) => {
    const required = stacks.filter(
      ({ mfaPolicy, phoneExperience, otherFactors }) =>
        mfaPolicy !== "never" && phoneExperience === "unified" && otherFactors === undefined,
    );
    await fc.assert(
      fc.asyncProperty(required, async (stack) => {
        const steps = edit(await declaredPreview(valuesOf(stack), valuesOf(stack)));
        expect(review(steps).verdict).toBe("may lock users out");
        expect(effectsOf(derivedRehearsal(steps)).map(({ verdict }) => verdict)).toContain(
          "may lock users out",
        );
      }),
      runs,
    );
  },
);

const local = {
  auth0: { domain: "localhost:1" },
  twilio: { url: "", accountSid: "AClocal", authToken: "local", from: "+15005550006" },
  plivo: { url: "", authId: "MAlocal", authToken: "local", from: "+15005550007" },
  secondTokens: { twilio: "second", plivo: "second" },
};

/** A stack file; its owner's own values may be in it or set elsewhere. */
const file: fc.Arbitrary<Stack> = fc
  .tuple(stacks, fc.boolean(), fc.boolean(), fc.constantFrom("a", "b"))
  .map(([stack, hasAccount, hasToken, secret]) => {
    const keys = senders[stack["sender"] as "twilio" | "plivo"].account;
    return {
      ...stack,
      ...(hasAccount && { [keys.id]: `id-${secret}` }),
      ...(hasToken && { [keys.token]: { secure: secret } }),
    };
  });

test("a rehearsal assumes that each number and a new token belong to the account", () => {
  fc.assert(
    fc.property(fc.option(file, { nil: undefined }), file, (before, after) => {
      const { base, head } = rehearsedConfiguration(before, after, local);
      for (const sender of senderNames) {
        const { account } = senders[sender];
        const of = sendersInCommands[sender].local;
        const files = before === undefined ? [after] : [before, after];
        const { numbers } = of.holding(local, files) as { numbers: { phoneNumber: string }[] };
        for (const [written, told] of [
          [before, base],
          [after, head],
        ] as const) {
          const number = told?.values[account.number] ?? written?.[account.number];
          if (number !== undefined) expect(numbers.map(({ phoneNumber }) => phoneNumber)).toContain(number);
        }
        const isOldToken =
          before?.[account.token] !== undefined &&
          JSON.stringify(before[account.token]) === JSON.stringify(after[account.token]);
        if (!isOldToken && head.values[account.id] !== undefined)
          expect(head.values[account.id]).toBe(of.accountOf(local).id);
      }
    }),
  );
});

afterAll(() => {
  const missing = ownKeys.filter((key) => !keysMet.has(key));
  console.log(
    `Generated stacks had ${ownKeys.length - missing.length} of the ${ownKeys.length} configuration keys; not: ${missing.join(", ") || "none"}.`,
  );
});
