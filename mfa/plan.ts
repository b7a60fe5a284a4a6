import { isStandalone, phoneFactor } from "./factors.ts";
import type { MfaSender, MfaState, Obstacle } from "./MfaState.ts";
import { newLockOuts, phoneLockOutsIn, requiresMfa } from "./MfaState.ts";
import type { MfaPolicy } from "./policies.ts";
import { isWeaker } from "./policies.ts";

/**
 * What a stack declares of its tenant's MFA. The stack does not manage a part that is `undefined` or a factor
 * that is not named.
 */
export interface DeclaredMfa {
  policy: MfaPolicy | undefined;
  /** Whether each factor is on, by Auth0's name. */
  factors: Readonly<Record<string, boolean>>;
  /** The phone factor's delivery methods. */
  deliveryMethods: readonly string[] | undefined;
  sender: DeclaredSender | undefined;
}

export interface DeclaredSender {
  kind: "twilio" | "action";
  deliveryMethods: readonly string[];
  /** The delivery methods that a sender of this kind could have. */
  supports: readonly string[];
}

/** One write to the tenant. */
export type Write =
  | { set: "policy"; policy: MfaPolicy }
  | { set: "factor"; factor: string; enabled: boolean }
  | { set: "delivery-methods"; methods: readonly string[] }
  /**
   * With the declared credentials of a sender of this kind, or the current ones if the declared sender is of
   * another kind.
   */
  | { set: "sender"; kind: DeclaredSender["kind"]; methods: readonly string[] };

/** Writes in a safe order, or why there is none. */
export type Plan = { writes: readonly Write[] } | { refused: readonly Refusal[] };

/**
 * Why no write is made: users would be locked out, the tenant's policy is stronger than the stack knows, or
 * the only factor would be one that is not standalone.
 */
export type Refusal =
  Obstacle | { cause: "policy-stronger"; policy: string } | { cause: "factor-alone"; factor: string };

/** What is about to be written, and what was declared before, or `undefined` if nothing was. */
export interface Change {
  present: MfaState;
  declared: DeclaredMfa;
  previous: DeclaredMfa | undefined;
}

/** The tenant after a write that succeeded. */
export function apply(state: MfaState, write: Write): MfaState {
  switch (write.set) {
    case "policy":
      return { ...state, policy: write.policy };
    case "factor":
      return { ...state, factors: { ...state.factors, [write.factor]: write.enabled } };
    case "delivery-methods":
      return { ...state, deliveryMethods: write.methods };
    case "sender":
      return { ...state, sender: senderOf(write) };
  }
}

/** The sending Action is deployed and bound before it becomes the sender. */
const senderOf = ({ kind, methods }: Extract<Write, { set: "sender" }>): MfaSender => ({
  kind,
  deliveryMethods: methods,
  ...(kind === "action" && { action: { deployed: true, bound: true } }),
});

/**
 * Plans the writes that bring a tenant to the declared factors, delivery methods and policy. Requested
 * reductions come first, and raising the policy comes last. On a unified tenant, the declared sender is
 * already in place (see `planSender`); on a legacy tenant, it is part of the factor and therefore of this
 * plan.
 */
export function planMfa(change: Change, experience: "unified" | "legacy"): Plan {
  const plan = new PlannedWrites(change);
  plan.lowerPolicy();
  plan.enableFactors();
  if (experience === "legacy") plan.replaceSender();
  plan.setDeliveryMethods();
  plan.disableFactors();
  plan.refuseFactorAlone();
  plan.raisePolicy();
  return plan.end();
}

/**
 * Plans the writes before a unified tenant's sender becomes the declared one, so that users who must enter a
 * code always get it. The sender's own resource makes the last write, unless nothing about it has changed:
 * then its last write failed, and its provider may believe that it succeeded.
 */
export function planSender(change: Change): Plan {
  const { present, declared, previous } = change;
  const isLeftToProvider = !isSameSender(previous?.sender, declared.sender);
  if (isLeftToProvider && !requiresMfa(present)) return { writes: [] };
  const plan = new PlannedWrites(change);
  plan.replaceSender();
  const end = plan.end();
  if ("refused" in end || !isLeftToProvider) return end;
  return { writes: end.writes.filter(({ set }, place) => set !== "sender" || place < end.writes.length - 1) };
}

/**
 * Plans the removal of a stack's MFA settings: first MFA is no longer required, then the phone factor is
 * turned off.
 */
export function planRemoval({ present, declared }: Pick<Change, "present" | "declared">): Plan {
  const off = Object.keys(declared.factors).filter((factor) => declared.factors[factor]);
  return planMfa(
    {
      present,
      previous: undefined,
      declared: {
        policy: declared.policy && "never",
        factors: Object.fromEntries(off.map((factor) => [factor, false])),
        deliveryMethods: undefined,
        sender: undefined,
      },
    },
    "unified",
  );
}

/**
 * Whether the sender may be removed: not while it is needed, even if another factor is on, because some users
 * may not have enrolled it.
 */
export function planSenderRemoval({ present }: Pick<Change, "present">): Plan {
  const isNeeded = requiresMfa(present) && present.factors[phoneFactor] === true && present.sender !== "none";
  return isNeeded ? { refused: [{ cause: "no-sender" }] } : { writes: [] };
}

/** Writes so far, each of which leaves users able to sign in if they were before. */
class PlannedWrites {
  readonly #writes: Write[] = [];
  readonly #change: Change;
  #refused: readonly Refusal[] = [];
  #state: MfaState;

  constructor(change: Change) {
    this.#change = change;
    this.#state = change.present;
  }

  end(): Plan {
    return this.#refused.length > 0 ? { refused: this.#refused } : { writes: this.#writes };
  }

  /** Adds a write, unless it would lock users out. */
  #add(write: Write): void {
    const next = apply(this.#state, write);
    const refused = newLockOuts(this.#state, next);
    if (this.#refused.length === 0) this.#refused = refused;
    this.#writes.push(write);
    this.#state = next;
  }

  /**
   * A policy that somebody else has raised is lowered only by a change that asks for it. A change that would
   * only raise the policy if nobody had touched it is rejected, because the provider would lower the policy
   * by writing it.
   */
  lowerPolicy(): void {
    const { declared, previous } = this.#change;
    const { policy } = this.#state;
    if (declared.policy === undefined || !isWeaker(declared.policy, policy)) return;
    if (previous?.policy === undefined || isWeaker(declared.policy, previous.policy))
      this.#add({ set: "policy", policy: declared.policy });
    else if (previous.policy !== declared.policy)
      this.#refused = [{ cause: "policy-stronger", policy: String(policy) }];
  }

  /** Factors that others depend on come first. */
  enableFactors(): void {
    const { factors } = this.#change.declared;
    const inOrder = Object.entries(factors).sort(
      ([one], [other]) => Number(isStandalone(other)) - Number(isStandalone(one)),
    );
    for (const [factor, enabled] of inOrder)
      if (enabled && this.#state.factors[factor] !== true) this.#add({ set: "factor", factor, enabled });
  }

  /** A factor that somebody else turned on is turned off only by a change that asks for it. */
  disableFactors(): void {
    const { declared, previous } = this.#change;
    for (const [factor, enabled] of Object.entries(declared.factors)) {
      const isAsked = previous === undefined || previous.factors[factor] !== false;
      if (!enabled && isAsked && this.#state.factors[factor] !== false)
        this.#add({ set: "factor", factor, enabled });
    }
  }

  /** A declared factor never loses the only factor that it depends on. */
  refuseFactorAlone(): void {
    const { present, declared } = this.#change;
    const alone = factorAlone(this.#state, declared);
    if (alone !== undefined && factorAlone(present, declared) === undefined && this.#refused.length === 0)
      this.#refused = [{ cause: "factor-alone", factor: alone }];
  }

  /** They are declared with the phone factor, which is on by now: Auth0 rejects them while it is off. */
  setDeliveryMethods(): void {
    const { deliveryMethods } = this.#change.declared;
    if (deliveryMethods !== undefined && !isSameSet(deliveryMethods, this.#state.deliveryMethods))
      this.#add({ set: "delivery-methods", methods: deliveryMethods });
  }

  /**
   * The factor never offers a delivery method that the sender lacks: first the factor offers fewer, and the
   * sender loses its old delivery methods last.
   */
  replaceSender(): void {
    const { sender, deliveryMethods } = this.#change.declared;
    if (sender === undefined) return;
    const offered = this.#offered();
    const kept = offered.filter((method) => sender.deliveryMethods.includes(method));
    if (kept.length === 0 && offered.length > 0) this.#bridge(sender, offered);
    else if (kept.length < offered.length && deliveryMethods !== undefined)
      this.#add({ set: "delivery-methods", methods: kept });
    if (!isSender(this.#state.sender, sender))
      this.#add({ set: "sender", kind: sender.kind, methods: sender.deliveryMethods });
  }

  /**
   * If the old and the new sender have no delivery method in common, one of them has both until the factor
   * offers the new ones.
   */
  #bridge(sender: DeclaredSender, offered: readonly string[]): void {
    const { deliveryMethods } = this.#change.declared;
    if (deliveryMethods === undefined) return;
    const methods = [...new Set([...offered, ...sender.deliveryMethods])].sort();
    const kind = methods.every((method) => sender.supports.includes(method))
      ? sender.kind
      : this.#kindThatSends(offered);
    if (kind !== undefined) this.#add({ set: "sender", kind, methods });
    this.#add({ set: "delivery-methods", methods: deliveryMethods });
  }

  /** The current sender's kind, if it sends what is offered. */
  #kindThatSends(offered: readonly string[]): MfaSender["kind"] {
    const { sender } = this.#state;
    if (typeof sender !== "object") return undefined;
    return offered.every((method) => sender.deliveryMethods?.includes(method)) ? sender.kind : undefined;
  }

  /** The delivery methods that users can choose at this moment. */
  #offered(): readonly string[] {
    return this.#state.factors[phoneFactor] === true ? (this.#state.deliveryMethods ?? []) : [];
  }

  /**
   * Requires that MFA is not declared as required for users who can't sign in, even if that is already so.
   */
  raisePolicy(): void {
    const { policy } = this.#change.declared;
    if (policy === undefined) return;
    const isRaised = isWeaker(this.#state.policy, policy);
    const next = isRaised ? { ...this.#state, policy } : this.#state;
    if (policy !== "never" && this.#refused.length === 0) this.#refused = phoneLockOutsIn(next);
    if (isRaised) this.#writes.push({ set: "policy", policy });
  }
}

/** A factor that is declared as on and is on, but lacks the factor that it depends on. */
export function factorAlone({ factors }: MfaState, declared: DeclaredMfa): string | undefined {
  if (Object.keys(factors).some((factor) => isStandalone(factor) && factors[factor] !== false))
    return undefined;
  return Object.keys(declared.factors).find((factor) => declared.factors[factor] && factors[factor] === true);
}

/** Whether two senders are declared the same. */
export const isSameSender = (one: DeclaredSender | undefined, other: DeclaredSender | undefined): boolean =>
  one?.kind === other?.kind && isSameSet(one?.deliveryMethods ?? [], other?.deliveryMethods);

const isSender = (present: MfaState["sender"], declared: DeclaredSender): boolean =>
  typeof present === "object" &&
  present.kind === declared.kind &&
  present.disabled !== true &&
  present.fault === undefined &&
  isSameSet(declared.deliveryMethods, present.deliveryMethods);

function isSameSet(one: readonly string[], other: readonly string[] = []): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
