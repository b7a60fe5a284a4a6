import { configCommand, set } from "../../configuration/problems.ts";
import { guardianProperties, isOtherFactor, phoneFactor } from "../../mfa/factors.ts";
import type { MfaState } from "../../mfa/MfaState.ts";
import { planRemoval, planSenderRemoval } from "../../mfa/plan.ts";
import type { Write } from "../../mfa/plan.ts";
import { triggers } from "../../senders/action.ts";
import { readMessageBindings } from "../../tenant/readers/bindings.ts";
import { readTenantSettings } from "../../tenant/readers/tenantSettings.ts";
import { isInUse } from "./actions.ts";
import { carryOut } from "./carryOut.ts";
import type { Hook, HookStep } from "./Hook.ts";
import { isFactorOn, memberOf, runAgain } from "./Hook.ts";
import { mfaActionsOf, planned } from "./mfaActions.ts";
import { readPresentMfa } from "./presentMfa.ts";
import type { TenantCalls } from "./TenantCalls.ts";
import { Refused } from "./TenantCalls.ts";

// What a stack removes when it no longer declares a resource. The resources themselves are retained: to
// delete a Guardian, the provider turns off every factor of the tenant, whoever turned it on, and goes on
// after a failure (docs/decisions/0016).

const stillRequired = "the tenant still requires MFA through a policy that this stack does not manage";

const ownPolicy =
  "Fix: set the policy to Never in the dashboard, or add policy to manage, set mfaPolicy to never and run pulumi up; then run the command again.";

/** An update lowers the policy only if the configuration says so. */
const leftOut = (stack: string): string =>
  `the program no longer declares the MFA policy, and allowWeakening is not set. Fix: declare it again. To leave it as it is, list only the other parts in manage. To turn MFA off, run ${configCommand(set("allowWeakening", "true"), stack)}.`;

const stays = { consequence: "Nothing further was changed.", fix: runAgain };

/** The first removal: it refuses what the others would, or the policy alone would be gone. */
export const policyRemoval: Hook = {
  purpose: "turn MFA off",
  ...stays,
  async run(step) {
    const { tenant, declared, olds, isLeftOut } = step;
    if (isLeftOut && olds["policy"] !== "never" && !declared.allowWeakening)
      throw new Refused(leftOut(declared.stack));
    const factors = [...(declared.managed.includes("factor") ? [phoneFactor] : []), ...otherFactorsOn(step)];
    const isLessened = factors.length > 0 || declared.managed.includes("sender");
    if (isLessened && (await mfaActionsOf(step, tenant.throughoutRun)).length > 0) {
      const { experience } = await readTenantSettings(tenant.throughoutRun);
      const present = { ...(await readPresentMfa(tenant, experience)), policy: "never" } as const;
      if (factors.length > 0) await plannedOff(step, present, factors);
      else await refuseWhileNeeded(step, present);
    }
    const { phoneExperience: experience } = declared;
    await carryOut([{ set: "policy", policy: "never" }], { tenant, experience, sender: undefined });
  },
};

export const factorRemoval: Hook = {
  purpose: "turn the phone factor off",
  ...stays,
  run: (step) => turnOff(step, [phoneFactor]),
};

/**
 * The factors that the stack turned on and still names. A factor that it no longer names stays on the tenant
 * unchanged.
 */
export const otherFactorsRemoval: Hook = {
  purpose: "turn off the other factors",
  ...stays,
  run: (step) => turnOff(step, otherFactorsOn(step)),
};

const otherFactorsOn = ({ declared, olds }: HookStep): string[] =>
  declared.managed
    .filter(isOtherFactor)
    .filter((factor) => isFactorOn(olds[guardianProperties[factor].property]));

async function turnOff(step: HookStep, factors: readonly string[]): Promise<void> {
  const { tenant } = step;
  if (factors.length === 0) return;
  const { experience } = await readTenantSettings(tenant.throughoutRun);
  const writes = await plannedOff(step, await readPresentMfa(tenant, experience), factors);
  await carryOut(writes, { tenant, experience, sender: undefined });
}

/** @throws Refused if users may still need one of the factors */
async function plannedOff(
  step: HookStep,
  present: MfaState,
  factors: readonly string[],
): Promise<readonly Write[]> {
  const declared = {
    policy: undefined,
    factors: Object.fromEntries(factors.map((factor) => [factor, true])),
    deliveryMethods: undefined,
    sender: undefined,
  };
  const plan = await planned(step, present, (state) => planRemoval({ present: state, declared }));
  if ("refused" in plan) throw new Refused(`${stillRequired}, and there is no other factor. ${ownPolicy}`);
  return plan.writes;
}

export const senderRemoval: Hook = {
  purpose: "remove the sender of phone messages",
  ...stays,
  async run(step) {
    const { tenant, id } = step;
    await refuseWhileNeeded(step, await readPresentMfa(tenant, "unified"));
    await remove(tenant, `/branding/phone/providers/${encodeURIComponent(id)}`, "phone provider deleted");
  },
};

export const bindingRemoval: Hook = {
  purpose: "remove the Action from the flow that sends messages",
  ...stays,
  async run(step) {
    const { tenant, olds } = step;
    const bound = await readMessageBindings(tenant);
    const others = bound.filter(({ actionId }) => actionId !== olds["actionId"]);
    if (others.length === bound.length) return;
    if (others.length === 0) await refuseIfItSends(step, triggers.legacy.id);
    const bindings = others.map(({ actionId, displayName }) => ({
      ref: { type: "action_id", value: actionId },
      display_name: displayName,
    }));
    const path = `/actions/triggers/${triggers.legacy.id}/bindings`;
    await tenant.write({ method: "PATCH", path, body: { bindings } }, "Action removed from the flow");
  },
};

export const actionRemoval: Hook = {
  purpose: "delete the Action that sent messages",
  ...stays,
  async run(step) {
    const { tenant, id, olds } = step;
    const trigger = String(memberOf(olds["supportedTriggers"], "id"));
    if (await isInUse(tenant, { id, supported_triggers: [{ id: trigger }] }))
      await refuseIfItSends(step, trigger);
    await remove(tenant, `/actions/actions/${encodeURIComponent(id)}`, "Action deleted");
  },
};

export const templateRemoval: Hook = {
  purpose: "delete a template of phone messages",
  consequence: "Users still get its text.",
  fix: runAgain,
  run: ({ tenant, id }) =>
    remove(tenant, `/branding/phone/templates/${encodeURIComponent(id)}`, "template deleted"),
};

export const clientRemoval: Hook = {
  purpose: "delete the application",
  consequence: "Users can still sign in to it.",
  fix: runAgain,
  run: ({ tenant, id }) => remove(tenant, `/clients/${encodeURIComponent(id)}`, `application ${id} deleted`),
};

/** For a protected resource: a hook runs before the engine checks whether its resource is protected. */
export const protection: Hook = {
  purpose: "delete a resource of the stack",
  consequence: "Nothing was changed.",
  fix: "Fix: while the stack still declares it, run pulumi config set protect false and pulumi up; then repeat the change or the destroy.",
  run: ({ name }: HookStep) => Promise.reject(new Refused(`${name} is protected.`)),
};

const remove = (tenant: TenantCalls, path: string, written: string): Promise<void> =>
  tenant.write({ method: "DELETE", path }, written);

/**
 * An Action may be unused: the tenant sends with another sender, or has moved to the other phone experience.
 */
async function refuseIfItSends(step: HookStep, trigger: string): Promise<void> {
  const { tenant } = step;
  const { experience } = await readTenantSettings(tenant.throughoutRun);
  if (triggers[experience].id !== trigger) return;
  const present = await readPresentMfa(tenant, experience);
  if (typeof present.sender === "object" && present.sender.kind === "action")
    await refuseWhileNeeded(step, present);
}

async function refuseWhileNeeded(step: HookStep, present: MfaState): Promise<void> {
  if ("refused" in (await planned(step, present, (state) => planSenderRemoval({ present: state }))))
    throw new Refused(`${stillRequired}, with the phone factor on. ${ownPolicy}`);
}
