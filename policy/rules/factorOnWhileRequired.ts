import { at, kindAndName } from "../Declared.ts";
import { recorded, rule } from "../Rule.ts";
import { guardianOf, isGuardian, requiresMfa } from "../tenant.ts";

export const factorOnWhileRequired = rule({
  id: "factor-on-while-required",
  description: "The phone factor is on while the policy requires a code.",
  level: "mandatory",
  configuration: { recorded },
  stack(all, { recorded: before }) {
    if (!requiresMfa(all)) return [];
    const factor = guardianOf(all, "factor");
    if (factor && at(factor, "phone", "enabled") !== false) return [];
    const wasThere = before.map(kindAndName).some((one) => isGuardian(one, "factor"));
    // Without it and never with it: the factor is somebody else's, and the program itself asks the tenant.
    if (!factor && !wasThere) return [];
    return [
      "The phone factor would be off while the MFA policy requires a code: nobody could sign in. Keep factor in manage, or first set mfaPolicy to never (and allowWeakening to true) and run an up.",
    ];
  },
});
