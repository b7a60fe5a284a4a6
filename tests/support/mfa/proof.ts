import { lockOutsIn, newLockOuts, requiresMfa } from "../../../mfa/MfaState.ts";
import type { MfaState } from "../../../mfa/MfaState.ts";
import { apply } from "../../../mfa/plan.ts";
import type { DeclaredMfa } from "../../../mfa/plan.ts";
import { isWeaker } from "../../../mfa/policies.ts";
import { explore } from "./explore.ts";
import type { End, Planners, World } from "./upModel.ts";
import { declaredBefore, Destroy, isSame, refreshed, Up } from "./upModel.ts";

/** How much was looked at, and what was found against it. */
export interface Proof {
  /** Pairs of a tenant with its stack, and a program. */
  pairs: number;
  /** Runs of an `up`, one for each way in which its calls can turn out. */
  runs: number;
  /**
   * Of what comes after a failure: other programs that find no trace of it, and come to their end only with a
   * refresh.
   */
  untraced: number;
  /** What was found, with one example of each kind. */
  faults: string[];
}

export const newProof = (): Proof => ({ pairs: 0, runs: 0, untraced: 0, faults: [] });

/** Where an `up` failed: what the next one begins with. */
export type Failed = Map<string, { world: World; program: DeclaredMfa; before: World }>;

/**
 * Runs a program's `up` in every way in which it can turn out, and looks at the tenant after each write and
 * at the end.
 */
export function checkUp(
  proof: Proof,
  planners: Planners,
  world: World,
  program: DeclaredMfa,
  failed?: Failed,
): void {
  proof.pairs += 1;
  proof.runs += explore((fate) => {
    // What somebody has changed by hand, no `up` can know without a refresh: then it must be safe, and no
    // more.
    const { end, after } = runUp(proof, planners, world, program, fate, failed !== undefined);
    if (end === "failed")
      failed?.set(JSON.stringify([after, program]), { world: after, program, before: world });
  });
}

/** Lets a stack's resources go, in every way in which that can turn out. */
export function checkDestroy(proof: Proof, planners: Planners, world: World, program: DeclaredMfa): void {
  proof.pairs += 1;
  proof.runs += explore((fate) => {
    const destroy = new Destroy(world, program, fate, {
      planners,
      onWrite: (tenant) => {
        for (const fault of lockOutFaults(world, tenant)) tell(proof, fault, world, program, destroy);
      },
    });
    const end = destroy.run();
    if (end === "succeeded" && program.policy !== undefined && destroy.tenant.policy !== "never")
      tell(proof, "still required", world, program, destroy);
  });
}

/** Runs a program's `up` in which every call works, and checks that it comes to what is declared. */
export function checkConvergence(
  proof: Proof,
  planners: Planners,
  world: World,
  program: DeclaredMfa,
): World {
  proof.pairs += 1;
  proof.runs += 1;
  const { end, after } = runUp(proof, planners, world, program, () => "works");
  if (end === "failed") tell(proof, "failed though every call works", world, program, after);
  return after;
}

/**
 * Checks what is written, and returns whether an up succeeded that left the tenant otherwise than declared.
 */
function leavesNoTrace(proof: Proof, planners: Planners, world: World, program: DeclaredMfa): boolean {
  proof.pairs += 1;
  proof.runs += 1;
  const { end, after } = runUp(proof, planners, world, program, () => "works", false);
  return end === "succeeded" && !isAsDeclared(world, program, after.tenant);
}

function runUp(
  proof: Proof,
  planners: Planners,
  world: World,
  program: DeclaredMfa,
  fate: ConstructorParameters<typeof Up>[2],
  mustConverge = true,
): { end: End; after: World } {
  const up = new Up(world, program, fate, {
    planners,
    onWrite: (tenant) => {
      for (const fault of faultsOf(world, program, tenant)) tell(proof, fault, world, program, up);
    },
  });
  const end = up.run();
  if (mustConverge && end === "succeeded" && !isAsDeclared(world, program, up.tenant))
    tell(proof, "not as declared", world, program, up);
  if (end === "refused" && !isRefusalDue(world, program, up.tenant))
    tell(proof, "refused though users could sign in", world, program, up);
  return { end, after: { ...world, tenant: up.tenant, stack: up.stack } };
}

/** One example of each kind is enough to a reader. */
function tell(
  { faults }: Proof,
  kind: string,
  { experience, tenant, stack }: World,
  program: DeclaredMfa,
  now: { tenant: MfaState; calls?: readonly string[] },
): void {
  if (faults.some((fault) => fault.startsWith(`${kind}\n`))) return;
  const shown = (title: string, value: unknown) => `  ${title}: ${JSON.stringify(value)}`;
  faults.push(
    [
      kind,
      shown(`a ${experience} tenant that had`, tenant),
      shown("a stack that held", stack),
      shown("a program that declares", program),
      ...(now.calls ?? []).map((call) => `  call: ${call}`),
      shown("the tenant now has", now.tenant),
      shown("which locks users out by", lockOutsIn(now.tenant)),
    ].join("\n"),
  );
}

/**
 * Whether users could not sign in by what is declared, or by a tenant of which the sender alone has changed;
 * or the tenant's policy would be lowered by a program that raises it, by all that its stack knows.
 */
function isRefusalDue(world: World, program: DeclaredMfa, tenant: MfaState): boolean {
  const { policy, sender, deliveryMethods } = program;
  const senderOnly = { policy: undefined, factors: {}, deliveryMethods, sender };
  const isKept = isWeaker(policy, tenant.policy) && !isLoweringAsked(world, program);
  const allButSender = { ...program, policy: isKept ? undefined : policy, sender: undefined };
  return (
    [program, senderOnly, allButSender].some(
      (declared) => lockOutsIn(asDeclared(tenant, declared)).length > 0,
    ) ||
    (isWeaker(policy, tenant.policy) && isWeaker(declaredBefore(world)?.policy, policy))
  );
}

/** What a write must not have made of the tenant. */
function faultsOf(world: World, program: DeclaredMfa, tenant: MfaState): string[] {
  const floor = isLoweringAsked(world, program) ? program.policy : world.tenant.policy;
  const isLowered = isWeaker(tenant.policy, world.tenant.policy) && isWeaker(tenant.policy, floor);
  const isFactorLost = Object.keys(world.tenant.factors).some(
    (name) =>
      world.tenant.factors[name] === true &&
      tenant.factors[name] !== true &&
      !isOffAsked(world, program, name),
  );
  return [
    ...undeclaredWrites(world, program, tenant),
    ...lockOutFaults(world, tenant),
    ...(isLowered ? ["policy lowered unasked"] : []),
    ...(isFactorLost ? ["factor turned off unasked"] : []),
  ];
}

/** What the program does not declare stays as it is. */
function undeclaredWrites(
  { tenant: before }: World,
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

const lockOutFaults = (world: World, tenant: MfaState): string[] =>
  newLockOuts(world.tenant, tenant).length > 0 ? ["lock-out"] : [];

function isLoweringAsked(world: World, { policy }: DeclaredMfa): boolean {
  const before = declaredBefore(world)?.policy;
  return policy !== undefined && (before === undefined || isWeaker(policy, before));
}

const isOffAsked = (world: World, { factors }: DeclaredMfa, name: string): boolean =>
  factors[name] === false && declaredBefore(world)?.factors[name] !== false;

/** Whether all that is declared is in place. What somebody else has raised or turned on may stay. */
function isAsDeclared(world: World, program: DeclaredMfa, tenant: MfaState): boolean {
  const wanted = asDeclared(tenant, program);
  const isPolicy =
    tenant.policy === wanted.policy ||
    (!isLoweringAsked(world, program) && isWeaker(wanted.policy, tenant.policy));
  const areFactors = Object.entries(program.factors).every(
    ([name, enabled]) => tenant.factors[name] === enabled || (!enabled && !isOffAsked(world, program, name)),
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
 * What may come after an `up` that failed: the same program, the one before it, another one; with and without
 * a refresh.
 */
export function checkAfterFailure(
  proof: Proof,
  planners: Planners,
  failed: Failed,
  others: readonly DeclaredMfa[],
): void {
  let turn = 0;
  for (const { world, program, before } of failed.values()) {
    const reverted = (before.stack.guardian ?? before.stack.sender)?.inputs;
    const other = others[turn % others.length];
    turn += 1;
    for (const next of [program, reverted, other]) {
      if (next === undefined) continue;
      checkConvergence(proof, planners, refreshed(world), next);
      if (next === program) checkConvergence(proof, planners, world, next);
      // A hook that failed has left no trace in the state, and a program that changes nothing there runs no
      // hook.
      else if (leavesNoTrace(proof, planners, world, next)) proof.untraced += 1;
    }
  }
}
