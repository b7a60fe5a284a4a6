import { customProvider } from "../../mfa/actionSenders.ts";
import { fromProviderMethod, supportedBy } from "../../mfa/deliveryMethods.ts";
import { planSender } from "../../mfa/plan.ts";
import type { DeclaredSender } from "../../mfa/plan.ts";
import { deployOwn } from "./actions.ts";
import { carryOut, writesOf } from "./carryOut.ts";
import type { Hook, Values } from "./Hook.ts";
import { declaredPhone, isCreation, memberOf } from "./Hook.ts";
import { readPolicy } from "../../tenant/readers/guardian.ts";
import { readPresentMfa } from "./presentMfa.ts";

/**
 * Comes before each write of a unified tenant's phone provider: the Action that it would send by is deployed,
 * and the phone factor offers no way that the provider is about to lose.
 */
export const sender: Hook = {
  purpose: "change how the tenant's messages are sent",
  consequence: "They are sent as before. Fix the error and run the command again.",
  async run({ tenant, declared, olds }) {
    const { mfa, sender: known } = declaredPhone(declared);
    const { phoneExperience: experience } = declared;
    const sender = await known();
    await deployOwn(tenant, sender);
    // Nobody gets a code yet.
    if (isCreation({ olds }) && (await readPolicy(tenant)) === "never") return;
    const present = await readPresentMfa(tenant, experience);
    const change = { present, declared: mfa, previous: previousOf(olds) };
    await carryOut(writesOf(planSender(change)), { tenant, experience, sender });
  },
};

/** Only its sender: the phone provider's hook is told nothing else of before. */
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
