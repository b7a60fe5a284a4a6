import { lockOutsIn, newLockOuts, phoneLockOutsIn, requiresMfa } from "../../../mfa/MfaState.ts";
import type { MfaState } from "../../../mfa/MfaState.ts";
import { apply, factorAlone } from "../../../mfa/plan.ts";
import type { DeclaredMfa } from "../../../mfa/plan.ts";
import { isWeaker } from "../../../mfa/policies.ts";
import { explore } from "./explore.ts";
import type { Call, End, Planners, Situation } from "./upModel.ts";
import { declaredBefore, Destroy, isSame, refreshed, Up } from "./upModel.ts";

/** How much was checked, and the problems that were found. */
export interface Proof {
  /** Pairs of a tenant with its stack, and a program. */
  pairs: number;
  /** Runs of an `up`, one for each way in which its calls can turn out. */
  runs: number;
  /**
   * After a failure: other programs that find no trace of it, and reach their end state only with a refresh.
   */
  untraced: number;
  /** What was found, with one example of each kind. */
  faults: string[];
}

export const newProof = (): Proof => ({ pairs: 0, runs: 0, untraced: 0, faults: [] });

/** The state after a failed `up`, from which the next one starts. */
export type Failed = Map<string, { situation: Situation; program: DeclaredMfa; before: Situation }>;

/**
 * Runs a program's `up` with every combination of outcomes, and checks the tenant after each write and at the
 * end.
 */
export function checkUp(
  proof: Proof,
  planners: Planners,
  situation: Situation,
  program: DeclaredMfa,
  failed?: Failed,
): void {
  proof.pairs += 1;
  proof.runs += explore((fate) => {
    // No `up` can know a manual change without a refresh: then it only has to be safe.
    const { end, after } = runUp(proof, planners, situation, program, fate, failed !== undefined);
    if (end === "failed")
      failed?.set(JSON.stringify([after, program]), { situation: after, program, before: situation });
  });
}

/** Removes a stack's resources, with every combination of outcomes. */
export function checkDestroy(
  proof: Proof,
  planners: Planners,
  situation: Situation,
  program: DeclaredMfa,
): void {
  proof.pairs += 1;
  proof.runs += explore((fate) => {
    const destroy = new Destroy(situation, program, fate, {
      planners,
      onWrite: (tenant) => {
        for (const fault of lockOutFaults(situation, tenant)) tell(proof, fault, situation, program, destroy);
      },
    });
    const end = destroy.run();
    if (end === "succeeded" && program.policy !== undefined && destroy.tenant.policy !== "never")
      tell(proof, "still required", situation, program, destroy);
  });
}

/** Runs a program's `up` in which every call works, and checks that it comes to what is declared. */
export function checkConvergence(
  proof: Proof,
  planners: Planners,
  situation: Situation,
  program: DeclaredMfa,
): Situation {
  proof.pairs += 1;
  proof.runs += 1;
  const { end, after } = runUp(proof, planners, situation, program, () => "works");
  if (end === "failed") tell(proof, "failed though every call works", situation, program, after);
  return after;
}

/**
 * Checks the writes, and returns whether an up succeeded that left the tenant different from what is
 * declared.
 */
function leavesNoTrace(
  proof: Proof,
  planners: Planners,
  situation: Situation,
  program: DeclaredMfa,
): boolean {
  proof.pairs += 1;
  proof.runs += 1;
  const { end, after } = runUp(proof, planners, situation, program, () => "works", false);
  return end === "succeeded" && !isAsDeclared(situation, program, after.tenant);
}

function runUp(
  proof: Proof,
  planners: Planners,
  situation: Situation,
  program: DeclaredMfa,
  fate: ConstructorParameters<typeof Up>[2],
  mustConverge = true,
): { end: End; after: Situation } {
  const up = new Up(situation, program, fate, {
    planners,
    onWrite: (tenant) => {
      for (const fault of faultsOf(situation, program, tenant)) tell(proof, fault, situation, program, up);
    },
    onLeft: () => {
      tell(proof, "left to a provider that goes on after a failure", situation, program, up);
    },
  });
  const end = up.run();
  if (mustConverge && end === "succeeded" && !isAsDeclared(situation, program, up.tenant))
    tell(proof, "not as declared", situation, program, up);
  if (end === "refused" && !isRefusalDue(situation, program, up.tenant))
    tell(proof, "refused though users could sign in", situation, program, up);
  return { end, after: { ...situation, tenant: up.tenant, stack: up.stack } };
}

/** One example of each kind is enough to a reader. */
function tell(
  { faults }: Proof,
  kind: string,
  { experience, tenant, stack }: Situation,
  program: DeclaredMfa,
  now: { tenant: MfaState; calls?: readonly Call[] },
): void {
  if (faults.some((fault) => fault.startsWith(`${kind}\n`))) return;
  const shown = (title: string, value: unknown) => `  ${title}: ${JSON.stringify(value)}`;
  faults.push(
    [
      kind,
      shown(`a ${experience} tenant that had`, tenant),
      shown("a stack that held", stack),
      shown("a program that declares", program),
      ...(now.calls ?? []).map(({ write, outcome }) => `  call: ${JSON.stringify(write)} ${outcome}`),
      shown("the tenant now has", now.tenant),
      shown("which locks users out by", lockOutsIn(now.tenant)),
    ].join("\n"),
  );
}

/**
 * Whether a refusal is justified. It is if users could not sign in with what is declared, or on a tenant
 * where only the sender has changed. It also is if a program that raises the policy, as far as its stack
 * knows, would lower the tenant's policy.
 */
function isRefusalDue(situation: Situation, program: DeclaredMfa, tenant: MfaState): boolean {
  const { policy, sender, deliveryMethods } = program;
  const senderOnly = { policy: undefined, factors: {}, deliveryMethods, sender };
  const isKept = isWeaker(policy, tenant.policy) && !isLoweringAsked(situation, program);
  const allButSender = { ...program, policy: isKept ? undefined : policy, sender: undefined };
  return (
    [program, senderOnly, allButSender].some(
      (declared) => phoneLockOutsIn(asDeclared(tenant, declared)).length > 0,
    ) ||
    (isWeaker(policy, tenant.policy) && isWeaker(declaredBefore(situation)?.policy, policy)) ||
    factorAlone(asDeclared(tenant, program), program) !== undefined
  );
}

/** The states that a write must not lead to. */
function faultsOf(situation: Situation, program: DeclaredMfa, tenant: MfaState): string[] {
  const floor = isLoweringAsked(situation, program) ? program.policy : situation.tenant.policy;
  const isLowered = isWeaker(tenant.policy, situation.tenant.policy) && isWeaker(tenant.policy, floor);
  const isFactorLost = Object.keys(situation.tenant.factors).some(
    (name) =>
      situation.tenant.factors[name] === true &&
      tenant.factors[name] !== true &&
      !isOffAsked(situation, program, name),
  );
  return [
    ...undeclaredWrites(situation, program, tenant),
    ...lockOutFaults(situation, tenant),
    ...(isLowered ? ["policy lowered unasked"] : []),
    ...(isFactorLost ? ["factor turned off unasked"] : []),
    ...(isNewlyAlone(situation, program, tenant) ? ["a factor is on without one that it needs"] : []),
  ];
}

/** Whether a declared factor lacks the factor that it needs and had before. */
const isNewlyAlone = (situation: Situation, program: DeclaredMfa, tenant: MfaState): boolean =>
  factorAlone(tenant, program) !== undefined && factorAlone(situation.tenant, program) === undefined;

/** What the program does not declare stays as it is. */
function undeclaredWrites(
  { tenant: before }: Situation,
  { policy, factors, deliveryMethods, sender }: DeclaredMfa,
  tenant: MfaState,
): string[] {
  const isTouched = Object.keys(before.factors).some(
    (name) => factors[name] === undefined && before.factors[name] !== tenant.factors[name],
  );
  return [
    ...(policy === undefined && tenant.policy !== before.policy ? ["undeclared policy written"] : []),
    ...(isTouched ? ["undeclared factor written"] : []),
    ...(deliveryMethods === undefined && !isSame(tenant.deliveryMethods, before.deliveryMethods)
      ? ["undeclared delivery methods written"]
      : []),
    ...(sender === undefined && !isSame(tenant.sender, before.sender) ? ["undeclared sender written"] : []),
  ];
}

const lockOutFaults = (situation: Situation, tenant: MfaState): string[] =>
  newLockOuts(situation.tenant, tenant).length > 0 ? ["lockout"] : [];

function isLoweringAsked(situation: Situation, { policy }: DeclaredMfa): boolean {
  const before = declaredBefore(situation)?.policy;
  return policy !== undefined && (before === undefined || isWeaker(policy, before));
}

const isOffAsked = (situation: Situation, { factors }: DeclaredMfa, name: string): boolean =>
  factors[name] === false && declaredBefore(situation)?.factors[name] !== false;

/** Whether everything declared is in place. What somebody else has raised or turned on may stay. */
function isAsDeclared(situation: Situation, program: DeclaredMfa, tenant: MfaState): boolean {
  const wanted = asDeclared(tenant, program);
  const isPolicy =
    tenant.policy === wanted.policy ||
    (!isLoweringAsked(situation, program) && isWeaker(wanted.policy, tenant.policy));
  const areFactors = Object.entries(program.factors).every(
    ([name, enabled]) =>
      tenant.factors[name] === enabled || (!enabled && !isOffAsked(situation, program, name)),
  );
  return (
    isPolicy &&
    areFactors &&
    isSame(tenant.deliveryMethods, wanted.deliveryMethods) &&
    isSame(tenant.sender, wanted.sender) &&
    !(requiresMfa(program) && lockOutsIn(tenant).length > 0)
  );
}

/** The tenant with all that a program declares. */
function asDeclared(tenant: MfaState, { policy, factors, deliveryMethods, sender }: DeclaredMfa): MfaState {
  const sending =
    sender === undefined
      ? tenant
      : apply(tenant, { set: "sender", kind: sender.kind, methods: sender.deliveryMethods });
  return {
    ...sending,
    policy: policy ?? tenant.policy,
    factors: { ...tenant.factors, ...factors },
    deliveryMethods: deliveryMethods ?? tenant.deliveryMethods,
  };
}

/**
 * What may come after a failed `up`: the same program, the previous one, or another one, with and without a
 * refresh.
 */
export function checkAfterFailure(
  proof: Proof,
  planners: Planners,
  failed: Failed,
  others: readonly DeclaredMfa[],
): void {
  let turn = 0;
  for (const { situation, program, before } of failed.values()) {
    const reverted = (before.stack.guardian ?? before.stack.sender)?.inputs;
    const other = others[turn % others.length];
    turn += 1;
    for (const next of [program, reverted, other]) {
      if (next === undefined) continue;
      checkConvergence(proof, planners, refreshed(situation), next);
      if (next === program) checkConvergence(proof, planners, situation, next);
      // A hook that failed has left no trace in the state, and a program that changes nothing there runs no
      // hook.
      else if (leavesNoTrace(proof, planners, situation, next)) proof.untraced += 1;
    }
  }
}
