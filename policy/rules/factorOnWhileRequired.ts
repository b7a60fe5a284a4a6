import { lockOutsIn } from "../../mfa/MfaState.ts";
import { recorded, rule } from "../Rule.ts";
import { mfaStateOf } from "../tenant.ts";

export const factorOnWhileRequired = rule({
  id: "factor-on-while-required",
  description: "While the policy requires MFA, the phone factor or another standalone factor is on.",
  level: "mandatory",
  configuration: { recorded },
  stack(all, { recorded: before }) {
    if (!lockOutsIn(mfaStateOf(all, before)).some(({ cause }) => cause === "factor-off")) return [];
    return [
      "The phone factor would be off while the policy requires MFA, and no other standalone factor is on: nobody could sign in. Declare the phone factor as on, or first set mfaPolicy to never (and allowWeakening to true) and run pulumi up.",
    ];
  },
});
