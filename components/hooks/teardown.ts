import type { TornDown } from "../Teardown.ts";
import { phoneFactor } from "../../mfa/factors.ts";
import type { MfaState } from "../../mfa/MfaState.ts";
import { lockOutsIn, requiresMfa } from "../../mfa/MfaState.ts";
import { readFactors, readPolicy } from "./mfaState.ts";
import { otherTenant } from "./otherTenant.ts";
import type { Call } from "./stackAccess.ts";
import { knownAccess, Refused, withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/**
 * What runs when a `Teardown` is deleted (docs/decisions/0016). Pulumi's host of dynamic resources loads this file in a
 * process of its own, also in `pulumi destroy`, where the program does not run.
 */
interface Properties {
  part: TornDown;
  /** The tenant that it was made for; states of before 2026-11 do not have it. */
  domain?: string;
}

/** Nothing is made: the resource exists to be deleted. */
export function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  const domain = knownAccess()?.domain;
  return Promise.resolve({
    id: properties.part,
    outs: { ...properties, ...(domain !== undefined && { domain }) },
  });
}

/** Nothing ever changes: what a delete does is this file's. */
export function diff(): Promise<{ changes: false }> {
  return Promise.resolve({ changes: false });
}

/** @throws Error whose message says what was not done, and why; nothing was changed then. */
async function tearDown(_id: string, { part, domain }: Properties): Promise<void> {
  const { what, run } = steps[part];
  const consequence =
    "What sends messages was left as it is, so users can still sign in. Mend what it says and run the command again.";
  await withAccess(what, consequence, (call) => {
    // A destroy runs no program, which would have stopped here.
    const wrong = otherTenant(domain, knownAccess()?.domain ?? "");
    if (wrong !== undefined) throw new Refused(wrong);
    return run(call);
  });
}
export { tearDown as delete };

const steps: Record<TornDown, { what: string; run: (call: Call) => Promise<unknown> }> = {
  policy: {
    what: "set the MFA policy to Never",
    run: (call) => call("PUT", "/guardian/policies", []),
  },
  factor: {
    what: "turn the phone factor off",
    async run(call) {
      const state = await readState(call);
      const off = { ...state, factors: { ...state.factors, [phoneFactor]: false } };
      if (lockOutsIn(off).length > 0) throw new Refused(`${stillRequired}, and there is no other factor`);
      await call("PUT", `/guardian/factors/${phoneFactor}`, { enabled: false });
    },
  },
  sender: {
    what: "take the sender of phone messages away",
    async run(call) {
      const state = await readState(call);
      if (requiresMfa(state) && state.factors[phoneFactor] === true)
        throw new Refused(`${stillRequired}, with the phone factor on`);
    },
  },
};

const stillRequired = "the tenant still requires MFA, by a policy that this stack does not manage";

/** Policy and factors as they are; how messages leave is not asked. */
const readState = async (call: Call): Promise<MfaState> => ({
  policy: await readPolicy(call),
  factors: await readFactors(call),
  deliveryMethods: undefined,
  sender: undefined,
});
