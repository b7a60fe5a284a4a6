import { expect, test } from "vitest";
import { prove } from "../scenarios/mfa.ts";

// One pair in 29, which takes minutes: all pairs would take hours.
test.each(["unified", "legacy"] as const)(
  "on a %s tenant, no up or destroy locks users out, weakens security without being asked, or fails to finish",
  (experience) => {
    const { faults, ...looked } = prove(experience, { every: 29 });
    console.log(`${experience}: ${JSON.stringify(looked)}`);
    expect(faults).toEqual([]);
  },
);
