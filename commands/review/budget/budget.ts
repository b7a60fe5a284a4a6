import { fateOf, ownSteps } from "../../../preview/operations.ts";
import type { Fate } from "../../../preview/operations.ts";
import { isOwnStash } from "../../../preview/ownStash.ts";
import type { Step } from "../../../preview/Preview.ts";
import { callsOf, guardianRead, guardianStateOf, guardianWrites } from "./calls.ts";
import type { GuardianState } from "./calls.ts";
import { hookCalls } from "./hookCalls.ts";
import { rates, secondsFor } from "./rates.ts";
import { sum } from "./sum.ts";

/** The Management API calls of an `up`. */
export interface Budget {
  calls: number;
  /** The minimum number of seconds at each plan's rate limit. */
  seconds: readonly { plan: string; seconds: number }[];
}

/**
 * Counts the calls of an `up` that follows a preview, without a refresh: those of its hooks and its provider.
 */
export function budgetOf(steps: readonly Step[]): Budget {
  const own = ownSteps(steps);
  const before = tenantState(steps, "before");
  const after = tenantState(steps, "after");
  const calls =
    hookCalls(steps, before, after) + programCalls(steps) + sum(own.map((step) => changeCalls(step, after)));
  return { calls, seconds: rates.map((rate) => ({ plan: rate.plan, seconds: secondsFor(calls, rate) })) };
}

/** What the Guardian says about the tenant, before or after the `up`. */
function tenantState(steps: readonly Step[], side: "before" | "after"): GuardianState {
  const guardian = steps.find(({ kind, op }) => kind === "Guardian" && op !== "refresh");
  if (side === "after" && guardian?.after?.inputs["phone"] !== undefined)
    return guardianStateOf({ ...guardian.after, outputs: {} });
  return guardianStateOf(guardian?.before);
}

/** A stack that does not manage the policy reads it for the Guardian that holds the factor. */
const programCalls = (steps: readonly Step[]): number =>
  Number(
    steps.some(({ kind, after }) => kind === "Guardian" && after?.ignoreChanges.includes("policy") === true),
  );

const operations: Readonly<Partial<Record<Fate, readonly ("create" | "update" | "delete")[]>>> = {
  created: ["create"],
  updated: ["update"],
  replaced: ["create", "delete"],
  deleted: ["delete"],
};

function changeCalls(step: Step, after: GuardianState): number {
  const fate = fateOf(step);
  if (isOwnStash(step)) return 0;
  if (step.op === "import") return callsOf(step.kind).read;
  if (fate === "deleted" && step.before?.retainOnDelete === true) return 0;
  if (step.kind !== "Guardian")
    return sum((operations[fate] ?? []).map((operation) => callsOf(step.kind)[operation]));
  if (fate === "deleted") return 9;
  return fate === "created" || fate === "updated"
    ? guardianWrites(step, after) + guardianRead(after, step)
    : 0;
}
