import { isDeepStrictEqual } from "node:util";
import { configCommand, setText } from "../../configuration/problems.ts";
import type { MfaState } from "../../mfa/MfaState.ts";
import { mfaActionSentence } from "../../mfa/mfaActions.ts";
import type { Plan } from "../../mfa/plan.ts";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { readMfaActionsIfAllowed } from "../../tenant/readers/mfaActions.ts";
import { refusalWords } from "./carryOut.ts";
import type { Hook, HookStep } from "./Hook.ts";
import { isCreation, memberOf } from "./Hook.ts";
import { Refused } from "./TenantCalls.ts";

type Asking = Pick<HookStep, "tenant" | "declared">;

/**
 * Plans writes for the tenant's current state. It reads the Actions of the login flow that may require MFA
 * only if they would change the plan.
 * @throws Refused, naming the Actions, if they are the reason that no safe order of writes exists
 */
export async function planned(
  step: Asking,
  present: MfaState,
  planFor: (present: MfaState) => Plan,
): Promise<Plan> {
  const plan = planFor(present);
  const strictest = planFor({ ...present, mfaActions: ["some Action"] });
  if (isDeepStrictEqual(plan, strictest)) return plan;
  const mfaActions = await mfaActionsOf(step);
  if (mfaActions.length === 0) return plan;
  if ("refused" in strictest && !("refused" in plan))
    throw refusedFor(step, mfaActions, strictest.refused.map(refusalWords));
  return strictest;
}

/** The Actions of the tenant's login flow that may require MFA, if the token may read them. */
export async function mfaActionsOf(
  { tenant, declared }: Asking,
  reader: TenantReader = tenant,
): Promise<string[]> {
  const found = await readMfaActionsIfAllowed(reader);
  if (found === undefined)
    tenant.warn(
      "The Actions of the login flow could not be read: the token lacks the scope read:actions. One of them may require MFA, regardless of the MFA policy.",
    );
  return (found ?? []).filter((name) => !declared.actionsWithoutMfa.includes(name));
}

function refusedFor({ declared }: Asking, actions: readonly string[], reasons: readonly string[]): Refused {
  const listed = declared.actionsWithoutMfa.length;
  // A command to copy must not contain anything that a shell or a terminal interprets.
  const excuses = actions.every((name) => /^[\w .,()-]{1,100}$/.test(name))
    ? actions.map((name, index) =>
        configCommand(setText(`actionsWithoutMfa[${listed + index}]`, name), declared.stack),
      )
    : [`list ${actions.length === 1 ? "its name" : "their names"} in actionsWithoutMfa`];
  return new Refused(
    [
      `${reasons.join("; ")}.`,
      ...actions.map(mfaActionSentence),
      actions.length === 1
        ? `Fix: remove it from the login flow, or, if it never requires MFA, ${excuses.join(" and ")}.`
        : `Fix: remove them from the login flow, or, if they never require MFA, ${excuses.join(" and ")}.`,
    ].join(" "),
  );
}

/**
 * Reports in a preview which Actions may still require MFA, if the stack lowers the policy to Never, turns
 * off a factor, or removes the sender or the MFA settings.
 */
export const mfaByAction: Hook = {
  purpose: "look for Actions in the login flow that may require MFA",
  consequence: "One of them may require MFA, regardless of the MFA policy.",
  async run(step) {
    if (!isLessened(step)) return;
    for (const name of await mfaActionsOf(step, step.tenant.throughoutRun))
      step.tenant.warn(mfaActionSentence(name));
  },
};

function isLessened(step: HookStep): boolean {
  const { news, olds, declared } = step;
  if (isCreation(step)) return false;
  if (Object.keys(news).length === 0)
    return declared.managed.some((one) => one === "policy" || one === "factor" || one === "sender");
  const isOff = (value: unknown) => value === false || memberOf(value, "enabled") === false;
  return (
    (news["policy"] === "never" && olds["policy"] !== "never") ||
    Object.keys(news).some((setting) => isOff(news[setting]) && !isOff(olds[setting]))
  );
}
