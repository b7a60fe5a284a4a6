import { customProvider } from "../../mfa/actionSenders.ts";
import { fromProviderMethod, supportedBy } from "../../mfa/deliveryMethods.ts";
import type { MfaState } from "../../mfa/MfaState.ts";
import { planSender } from "../../mfa/plan.ts";
import type { DeclaredSender } from "../../mfa/plan.ts";
import { deployOwn } from "./actions.ts";
import { carryOut, writesOf } from "./carryOut.ts";
import type { Hook, Values } from "./Hook.ts";
import { declaredPhone, isCreation, memberOf, runAgain } from "./Hook.ts";
import { mfaActionsOf, planned } from "./mfaActions.ts";
import { readPolicy } from "../../tenant/readers/guardian.ts";
import { readPresentMfa } from "./presentMfa.ts";

/**
 * Runs before each write of a unified tenant's phone provider. It deploys the Action that the provider would
 * send with, and removes from the phone factor every delivery method that the provider is about to lose.
 */
export const sender: Hook = {
  purpose: "change how the tenant's messages are sent",
  consequence: "They are sent as before.",
  fix: runAgain,
  async run(step) {
    const { tenant, declared, olds } = step;
    const { mfa, sender: known } = declaredPhone(declared);
    const { phoneExperience: experience } = declared;
    const sender = await known();
    await deployOwn(tenant, sender);
    // Nobody gets a code yet.
    if (isCreation(step) && (await readPolicy(tenant)) === "never" && (await mfaActionsOf(step)).length === 0)
      return;
    const previous = previousOf(olds);
    const planFor = (present: MfaState) => planSender({ present, declared: mfa, previous });
    const plan = await planned(step, await readPresentMfa(tenant, experience), planFor);
    await carryOut(writesOf(plan), { tenant, experience, sender });
  },
};

/** Only the sender: the phone provider's hook has no other earlier values. */
function previousOf(olds: Values): Parameters<typeof planSender>[0]["previous"] {
  const methods = memberOf(olds["configuration"], "deliveryMethods");
  if (!Array.isArray(methods)) return undefined;
  const kind: DeclaredSender["kind"] = olds["name"] === customProvider ? "action" : "twilio";
  const sender = {
    kind,
    deliveryMethods: methods.map((method) => fromProviderMethod(String(method))),
    supports: supportedBy[kind],
  };
  return { policy: undefined, factors: {}, deliveryMethods: undefined, sender };
}
