import { expect, test } from "vitest";
import { prove } from "../scenarios/mfa.ts";

// More pairs: tests/exhaustive/plan.test.ts.
test.each(["unified", "legacy"] as const)(
  "on a %s tenant, no up and no destroy locks users out, weakens what it is not asked to, or fails to come to its end",
  (experience) => {
    expect(prove(experience, { every: 211 }).faults).toEqual([]);
  },
);
