import { expect, test } from "vitest";
import { prove } from "../scenarios/mfa.ts";

test.each(["unified", "legacy"] as const)(
  "on a %s tenant, no up and no destroy locks users out, weakens what it is not asked to, or fails to come to its end: all pairs",
  (experience) => {
    const { faults, ...looked } = prove(experience);
    console.log(`${experience}: ${JSON.stringify(looked)}`);
    expect(faults).toEqual([]);
  },
);
