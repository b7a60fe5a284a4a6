import { expect, test } from "vitest";
import type { Step } from "../../../preview/Preview.ts";
import { happy, review, same } from "./happy.ts";

const without = (steps: readonly Step[], kind: string, name?: string): Step[] =>
  steps.filter((step) => step.kind !== kind || (name !== undefined && step.name !== name));

/** A stack on a tenant of this policy. */
function ofPolicy(policy: string, steps: readonly Step[]): Step[] {
  return steps.map((step) =>
    step.kind === "Guardian"
      ? same(
          "Guardian",
          step.name,
          { ...step.after?.inputs, policy },
          { ignoreChanges: step.after?.ignoreChanges ?? [] },
        )
      : step,
  );
}

const callsMore = (steps: readonly Step[]): number =>
  review(ofPolicy("all-applications", steps)).budget.calls - review(ofPolicy("never", steps)).budget.calls;

test.each<[string, number, Step[]]>([
  ["sender and factor of its own", 0, happy()],
  ["a sender of somebody else's", 1, without(happy(), "PhoneProvider")],
  [
    "sender and factor of somebody else's",
    2,
    without(without(happy(), "PhoneProvider"), "Guardian", "factor"),
  ],
  ["a policy of somebody else's", 0, without(without(happy(), "PhoneProvider"), "Guardian", "policy")],
])(
  "where MFA is required, an up looks at what the stack does not have: %s costs %i calls",
  (_, more, steps) => {
    expect(callsMore(steps)).toBe(more);
  },
);
