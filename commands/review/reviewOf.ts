import type { Part } from "../../configuration/parts.ts";
import { andList } from "../../configuration/source.ts";
import { fateOf } from "../../preview/operations.ts";
import { budgetOf } from "./budget/budget.ts";
import { holderOf } from "../../findings/sharedParts.ts";
import type { StackBeside } from "../../findings/sharedParts.ts";
import { printable } from "../../findings/words/printable.ts";
import { change } from "../../findings/changes/Change.ts";
import type { Change } from "../../findings/changes/Change.ts";
import { changesOf } from "./changes/changesOf.ts";
import { isUnified } from "./risks/attention.ts";
import { riskRules, risksIn, verdictOf } from "./risks/index.ts";
import type { Plan } from "./risks/RiskRule.ts";
import type { Verdict } from "./risks/Verdict.ts";
import { listedOf } from "./listed.ts";
import { protectedIn } from "../../preview/protection.ts";
import { resourceOf } from "./changes/resourceOf.ts";
import { mfaStateOf } from "../../preview/mfaState.ts";
import { ruleVerdict } from "./risks/rules.ts";
import { orderOf } from "./order.ts";
import type { Preview } from "../../preview/Preview.ts";
import type { Violation } from "../../preview/Preview.ts";
import type { Base, Review } from "./Review.ts";
import { plain, text as textOf, word } from "../../findings/words/Text.ts";

/** A finished preview. */
export interface Ended {
  preview: Preview;
  /** Whether pulumi ended well. */
  succeeded: boolean;
  violations: readonly Violation[];
}

export interface Reviewed extends Ended {
  stack: string;
  /** Other stacks whose files name the same tenant, and what each manages together with this one. */
  beside?: readonly StackBeside[];
  /** The same stack with the program of the base. */
  base?: Base & { ended?: Ended };
}

/** What a preview means. */
export function reviewOf(reviewed: Reviewed, known = riskRules): Review {
  const { stack, preview, base } = reviewed;
  const { steps, gaps, mfaActions } = preview;
  const changes = [...changesOf(steps), ...mfaActions.map(mfaByAction), ...takenOver(reviewed)];
  const plan: Plan = {
    stack,
    steps,
    changes,
    before: mfaStateOf(steps, "before", mfaActions),
    after: mfaStateOf(steps, "after", mfaActions),
    gaps,
  };
  const risks = risksIn(plan, known);
  const violations = inOrder(reviewed.violations);
  const failures = failureOf(reviewed);
  const urnsKept = new Set(preview.errors.flatMap((line) => protectedIn(line) ?? []));
  // A change that `protect` stops fails the up, however harmless it is.
  const stops: Verdict[] = urnsKept.size > 0 ? ["needs attention"] : [];
  const broken = [...violations.map(({ rule }) => ruleVerdict(rule)), ...stops];
  const pendingAtBase = changesOf(base?.ended?.preview.steps ?? []);
  const pending = new Set(pendingAtBase.map(keyOf));
  const own = new Set(changes.map(keyOf));
  const pendingRules = new Set((base?.ended?.violations ?? []).map(ruleKey));
  return {
    stack,
    verdict:
      failures.length === 0
        ? verdictOf(plan, risks, broken)
        : failures.every(({ isCheck }) => isCheck)
          ? "stopped"
          : "unknown",
    changes: changes.map((change) => ({ ...change, isPending: pending.has(keyOf(change)) })),
    risks,
    violations: violations.map((violation) => ({
      ...violation,
      isPending: pendingRules.has(ruleKey(violation)),
    })),
    // A preview that failed may not have come that far.
    withdrawn: failures.length > 0 ? [] : pendingAtBase.filter((change) => !own.has(keyOf(change))),
    order: orderOf(steps),
    budget: budgetOf(steps),
    keptByProtect: steps.filter(({ urn }) => urnsKept.has(urn)).map((step) => resourceOf(step)),
    listed: listedOf(steps),
    failure: failures.map(({ says }) => says),
    gaps,
    base: base && { ref: base.ref, ...(base.failure !== undefined && { failure: base.failure }) },
  };
}

/** Parts that the update would create on the tenant, although another stack manages them. */
function takenOver({ preview: { steps }, beside = [] }: Reviewed): Change[] {
  const created = steps.filter((step) => fateOf(step) === "created");
  const experience = isUnified({ steps }) ? "unified" : "legacy";
  const isCreated = (part: Part) =>
    created.some(({ kind }) => holderOf(part, experience).type.endsWith(`:${kind}`));
  return beside.flatMap(({ name, managed }) => {
    const both = managed.filter(isCreated);
    const says = textOf`stack ${printable(name)} manages ${word(andList(both))} of this tenant too`;
    return both.length === 0 ? [] : [change({ urn: "" }, "part-of-another-stack", "wider", says)];
  });
}

/** What the preview says about the tenant's login flow. */
const mfaByAction = (name: string): Change =>
  change(
    { urn: "" },
    "mfa-by-action",
    "neutral",
    textOf`login flow: the Action ${printable(name)} may require MFA, regardless of the MFA policy`,
  );

/** Two changes are the same if they read the same, including the diff. */
const keyOf = ({ urn, event, text, diff = [] }: Change): string =>
  JSON.stringify([urn, event, plain(text), diff.map(({ sign, text: line }) => sign + line)]);

const ruleKey = ({ rule, message }: Violation): string => JSON.stringify([rule, message]);

const inOrder = (violations: readonly Violation[]): Violation[] =>
  [...new Map(violations.map((one) => [ruleKey(one), one])).values()].sort((one, other) =>
    ruleKey(one) < ruleKey(other) ? -1 : 1,
  );

/**
 * Why a preview failed, and whether one of the program's own checks failed: such a check stops an `up` too.
 */
export interface Failure {
  says: string;
  isCheck: boolean;
}

/** What the engine and `Failed to …` put before the reason of a check. */
const checkStart = /^Preview failed: before hook "[^"]*" failed: Failed to [^:]*: /;
/** What the program itself says before it declares anything. */
const ownCheck =
  /^(The configuration of stack ".*" has \d+ problem|The project is named |Failed to open the tenant: |Nothing was changed: |Failed to read the numbers of Twilio account \w+: Twilio rejects )/;

function failure(said: string): Failure {
  if (ownCheck.test(said)) return { says: said, isCheck: true };
  const reason = said.replace(checkStart, "");
  return reason === said
    ? { says: said, isCheck: false }
    : { says: reason.charAt(0).toUpperCase() + reason.slice(1), isCheck: true };
}

/**
 * Whether the engine says that it interrupted the policy pack, which it does once anything fails
 * [pulumi/pulumi, pkg/resource/deploy/analyze_snapshot.go].
 */
export const isInterruption = (message: string): boolean =>
  /^(error: )?failed to run (policy|remediation|stack policy): .*\bcontext canceled$/.test(message.trim());

export const noReason = "pulumi preview failed and gave no reason.";

/** Why a preview failed. A broken rule and `protect` also end it, but only when the document is complete. */
export function failureOf({ preview, succeeded, violations }: Ended): Failure[] {
  if (succeeded) return [];
  const said = preview.errors
    .filter((line) => protectedIn(line) === undefined)
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => !/^(preview failed|)$/.test(line));
  const reasons = said.filter((line) => !isInterruption(line));
  if (said.length > 0) return (reasons.length > 0 ? reasons : said).map(failure);
  const isProtected = preview.errors.some((line) => protectedIn(line) !== undefined);
  return isProtected || violations.some(({ level }) => level === "mandatory") ? [] : [failure(noReason)];
}
