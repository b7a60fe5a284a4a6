import { expect, test } from "vitest";
import { prove } from "../scenarios/mfa.ts";

// More pairs: tests/exhaustive/plan.test.ts.
test.each(["unified", "legacy"] as const)(
  "on a %s tenant, no up or destroy locks users out, weakens security without being asked, or fails to finish",
  (experience) => {
    expect(prove(experience, { every: 211 }).faults).toEqual([]);
  },
);
