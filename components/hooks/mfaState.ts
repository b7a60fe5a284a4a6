import { factorsOf } from "../../mfa/factors.ts";
import type { MfaSender, MfaState } from "../../mfa/MfaState.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import { policyOfList } from "../../mfa/policies.ts";
import type { Call } from "./stackAccess.ts";

// One part of what users meet, each with one call.

export async function readPolicy(call: Call): Promise<MfaState["policy"]> {
  return policyOfList((await call("GET", "/guardian/policies")) as string[]);
}

export async function readFactors(call: Call): Promise<Record<string, boolean>> {
  return factorsOf((await call("GET", "/guardian/factors")) as { name: string; enabled: boolean }[]);
}

/** Whether something sends; not whether it can. */
export async function readSender(call: Call, experience: PhoneExperience): Promise<MfaSender | "none"> {
  if (experience === "unified") {
    const { providers = [] } = (await call("GET", "/branding/phone/providers")) as {
      providers?: { disabled?: boolean }[];
    };
    if (providers.length === 0) return "none";
    return { disabled: providers.every(({ disabled }) => disabled === true) };
  }
  const { provider } = (await call("GET", "/guardian/factors/phone/selected-provider")) as {
    provider?: string;
  };
  return provider === undefined || provider === "" ? "none" : {};
}
