import { expect, test } from "vitest";
import { prove } from "../scenarios/mfa.ts";

// One pair in seven, two minutes: all of them are 52 million runs.
test.each(["unified", "legacy"] as const)(
  "on a %s tenant, no up and no destroy locks users out, weakens what it is not asked to, or fails to come to its end",
  (experience) => {
    const { faults, ...looked } = prove(experience, { every: 7 });
    console.log(`${experience}: ${JSON.stringify(looked)}`);
    expect(faults).toEqual([]);
  },
);
