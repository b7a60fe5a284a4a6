import { isOn } from "../../../tenant/readers/guardian.ts";
import { factorLabel, phoneFactor } from "../../../mfa/factors.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import { compare, compareSets } from "../../../findings/Comparison.ts";
import type { Part } from "./Part.ts";

/** The phone factor. */
export const factor: Part<Pick<Snapshot, "factors" | "messageTypes">> = {
  read: (api) => readSnapshot(api, ["factors", "messageTypes"]),

  compare({ settings }, { factors, messageTypes }) {
    return [
      compare("factor", "phone factor", "on", isOn(factors, phoneFactor) ? "on" : "off", {
        note: "no user can enroll a phone",
      }),
      compareSets("factor", "delivery", settings.delivery, messageTypes),
    ];
  },
};

/** The other factors that the stack declares. */
export const otherFactors: Part<Pick<Snapshot, "factors">> = {
  read: (api) => readSnapshot(api, ["factors"]),

  compare: ({ settings }, { factors }) =>
    Object.entries(settings.otherFactors).map(([name, enabled]) =>
      compare(
        "factor",
        `factor ${factorLabel(name)}`,
        enabled ? "on" : "off",
        isOn(factors, name) ? "on" : "off",
      ),
    ),
};
