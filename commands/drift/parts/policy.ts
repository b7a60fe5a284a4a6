import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import { compare } from "../../../findings/Comparison.ts";
import { policyLabel } from "../../../mfa/policies.ts";
import type { Part } from "./Part.ts";

/** The MFA policy. */
export const policy: Part<Pick<Snapshot, "policy">> = {
  read: (api) => readSnapshot(api, ["policy"]),
  compare: ({ settings }, found) => [
    compare(
      "policy",
      "MFA policy",
      policyLabel(settings.mfaPolicy ?? "not managed"),
      policyLabel(found.policy),
      found.policy === "never" ? { note: "the policy asks nobody for a second factor" } : {},
    ),
  ],
};
