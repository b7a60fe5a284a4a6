import { policyFromWire, policyLabel } from "../../mfa/policies.ts";
import { textAt } from "../Declared.ts";
import { production, rule } from "../Rule.ts";
import { ownsPolicy } from "../tenant.ts";

export const alwaysInProduction = rule({
  id: "always-in-production",
  description: "A production stack that manages the MFA policy sets it to Always.",
  level: "mandatory",
  configuration: { stacks: production },
  resource(declared, { stacks }) {
    const policy = textAt(declared, "policy");
    if (!ownsPolicy(declared) || !stacks.includes(declared.stack)) return [];
    if (policy === "" || policyFromWire(policy) === "always") return [];
    return [
      `The MFA policy of ${declared.stack} would be ${policyLabel(policy)}: a password alone could be enough. Set mfaPolicy to always, or remove ${declared.stack} from "stacks" of the rule "always-in-production" in policy/configuration.json.`,
    ];
  },
});
