import { fateOf, ownSteps } from "../../../preview/operations.ts";
import type { Fate } from "../../../preview/operations.ts";
import { requiresMfa } from "../../../mfa/MfaState.ts";
import { mfaStateOf } from "../../../preview/mfaState.ts";
import { isOwnHelper } from "../../../preview/ownResource.ts";
import type { Step } from "../../../preview/Preview.ts";
import { callsOf, guardianRead, guardianStateOf, guardianWrites } from "./calls.ts";
import type { GuardianState } from "./calls.ts";
import { helperCalls } from "./helperCalls.ts";
import { rates, secondsFor } from "./rates.ts";

/** What an `up` asks of the tenant's Management API. */
export interface Budget {
  calls: number;
  /** The least seconds at the rate limit of each plan. */
  seconds: readonly { plan: string; seconds: number }[];
}

/** Counts the calls of an `up` that does what a preview says: it reads the tenant, the program asks, then each change is made. */
export function budgetOf(steps: readonly Step[]): Budget {
  const own = ownSteps(steps);
  const before = tenantState(steps, "before");
  const after = tenantState(steps, "after");
  const calls =
    sum(
      recorded(steps).map((step) =>
        step.kind === "Guardian" ? guardianRead(before) : callsOf(step.kind).read,
      ),
    ) +
    programCalls(steps, before, after) +
    sum(own.map((step) => changeCalls(step, before, after)));
  return { calls, seconds: rates.map((rate) => ({ plan: rate.plan, seconds: secondsFor(calls, rate) })) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What the state holds, what is only read of the tenant too: each is refreshed. */
function recorded(steps: readonly Step[]): Step[] {
  const byUrn = new Map(
    steps.filter(({ before }) => before?.custom === true).map((step) => [step.urn, step]),
  );
  return [...byUrn.values()];
}

/** The factor's Guardian tells what the tenant has; where there is none, any that was read. */
function tenantState(steps: readonly Step[], side: "before" | "after"): GuardianState {
  const guardians = steps.filter(({ kind }) => kind === "Guardian");
  const owner = guardians.find(({ name, op }) => name === "factor" && op !== "refresh");
  if (side === "after" && owner?.after?.inputs["phone"] !== undefined) {
    return guardianStateOf({ ...owner.after, outputs: {} });
  }
  const read = [owner?.before, ...guardians.map((step) => step.before)].find(
    (state) => state?.outputs["phone"] !== undefined,
  );
  return guardianStateOf(read);
}

/** The program asks for the tenant's settings and for the client of the dashboard's tests; and for more in some worlds. */
function programCalls(steps: readonly Step[], before: GuardianState, after: GuardianState): number {
  const own = ownSteps(steps).filter(({ after: state }) => state !== undefined);
  const has = (kind: string, name?: string) =>
    own.some((step) => step.kind === kind && (name === undefined || step.name === name));
  const policy = own.find(({ kind, name }) => kind === "Guardian" && name === "policy");
  const isLegacy = (after.legacySender ?? before.legacySender) !== undefined;
  const present = steps.find(({ op }) => op === "read");
  const checks =
    policy !== undefined && requiresMfa(mfaStateOf(steps, "after"))
      ? Number(!has("Guardian", "factor")) + Number(!isLegacy && !has("PhoneProvider"))
      : 0;
  return (
    2 +
    (isLegacy ? 1 : 0) +
    (own.some(({ kind, after: state }) => kind === "Client" && state?.retainOnDelete === true) ? 1 : 0) +
    checks +
    (present === undefined ? 0 : guardianRead(before))
  );
}

const operations: Readonly<Partial<Record<Fate, readonly ("create" | "update" | "delete")[]>>> = {
  created: ["create"],
  updated: ["update"],
  replaced: ["create", "delete"],
  deleted: ["delete"],
};

function changeCalls(step: Step, before: GuardianState, after: GuardianState): number {
  const fate = fateOf(step);
  if (isOwnHelper(step)) return helperCalls(step);
  if (step.op === "import") return callsOf(step.kind).read;
  if (fate === "deleted" && step.before?.retainOnDelete === true) return 0;
  if (step.kind !== "Guardian")
    return sum((operations[fate] ?? []).map((operation) => callsOf(step.kind)[operation]));
  if (fate === "deleted") return 9;
  return fate === "created" || fate === "updated"
    ? guardianWrites(step, after) +
        guardianRead(step.name === "factor" || step.name === "policy" ? after : before)
    : 0;
}
